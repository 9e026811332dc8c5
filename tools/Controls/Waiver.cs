namespace FlowerInfra;

/// <summary>Why a failed control is accepted, and until when.</summary>
/// <param name="Id">The control's id.</param>
/// <param name="Resource">The name of the one resource it is for, or null for all.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">The last day on which it counts, or null when it has no end.</param>
/// <param name="Kind">How it is accepted. Only a dated one has an end.</param>
public sealed record Waiver(string Id, string? Resource, string Reason, DateOnly? Expires, WaiverKind Kind = WaiverKind.Dated)
{
    /// <summary>
    /// The days that a waiver may reach ahead: a year, and a month in which to renew it. One that reaches further is a failure
    /// itself, besides the one that it waives.
    /// </summary>
    public const int LongestDays = 400;

    /// <summary>Whether it counts on a day.</summary>
    /// <param name="day">The day.</param>
    public bool CountsOn(DateOnly day) => Expires is null || Expires >= day;

    /// <summary>Whether it is for a finding.</summary>
    /// <param name="control">The control.</param>
    /// <param name="resource">The resource, or null for the whole stack.</param>
    public bool Covers(Control control, PlanResource? resource)
    {
        ArgumentNullException.ThrowIfNull(control);
        return control.Id == Id && (Resource is null || Resource == resource?.Name);
    }
}
