using Pulumi;

namespace FlowerInfra;

/// <summary>Why a failed control is accepted, and until when: a <see cref="Waiver"/> as a stack's configuration has it.</summary>
public sealed class WaiverArgs : ResourceArgs
{
    /// <summary>Why the failure is accepted.</summary>
    /// <example>rotated every quarter, as the runbook says</example>
    [Input("reason", required: true)]
    public required string Reason { get; set; }

    /// <summary>The last day on which the waiver counts. After it the waiver is a failure itself.</summary>
    /// <example>2027-01-31</example>
    [Input("expires", required: true)]
    public required string Expires { get; set; }

    /// <summary>The logical names of the resources that it is for. Default: all.</summary>
    /// <example>["flower-lb-alb"]</example>
    [Input("resources")]
    public List<string>? Resources { get; set; }
}
