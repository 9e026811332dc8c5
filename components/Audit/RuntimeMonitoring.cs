using Pulumi;
using Pulumi.Aws.GuardDuty;
using Pulumi.Aws.GuardDuty.Inputs;

namespace FlowerInfra;

/// <summary>GuardDuty's runtime monitoring of EKS, with the agent managed by AWS.</summary>
internal static class RuntimeMonitoring
{
    /// <summary>Turns the feature on, in the account's detector or in one of its own.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="args">The detector.</param>
    public static void Create(AuditScope scope, RuntimeMonitoringArgs args)
    {
        Input<string> detectorId = args.ExistingDetectorId ?? new Detector($"{scope.Name}-detector", new DetectorArgs
        {
            Enable = true,
            Tags = scope.Tags,
        }, scope.Child).Id;
        _ = new DetectorFeature($"{scope.Name}-runtime-monitoring", new DetectorFeatureArgs
        {
            DetectorId = detectorId,
            Name = "RUNTIME_MONITORING",
            Status = "ENABLED",
            AdditionalConfigurations =
            {
                new DetectorFeatureAdditionalConfigurationArgs { Name = "EKS_ADDON_MANAGEMENT", Status = "ENABLED" },
            },
        }, scope.Child);
    }
}
