using Pulumi;

namespace FlowerInfra;

/// <summary>A period in which nobody can delete or overwrite a log.</summary>
public sealed class ObjectLockArgs : ResourceArgs
{
    /// <summary>For how many days. Plain: it is compared with the time for which logs are kept.</summary>
    /// <example>90</example>
    [Input("days", required: true)]
    public required int? Days { get; set; }

    /// <summary>
    /// Binds everybody, the account's root and AWS included, until the period is over (compliance mode). Default: false,
    /// which leaves a way to those who may bypass it (governance mode).
    /// </summary>
    [Input("withoutException")]
    public bool? WithoutException { get; set; }
}
