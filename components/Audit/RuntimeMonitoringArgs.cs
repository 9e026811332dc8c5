using Pulumi;

namespace FlowerInfra;

/// <summary>GuardDuty's runtime monitoring of EKS, for the whole account in this region.</summary>
public sealed class RuntimeMonitoringArgs : ResourceArgs
{
    /// <summary>
    /// The id of the account's detector. A region has room for one: name it if the account already uses GuardDuty. Default: one
    /// is created.
    /// </summary>
    /// <example>12abc34d567e8fa901bc2d34e56789f0</example>
    [Input("existingDetectorId")]
    public Input<string>? ExistingDetectorId { get; set; }
}
