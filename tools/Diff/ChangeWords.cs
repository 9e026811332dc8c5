namespace FlowerInfra;

/// <summary>The words for changes, concerns and impacts, as commands and formats name them.</summary>
internal static class ChangeWords
{
    /// <summary>The concern in lower case.</summary>
    /// <param name="concern">The concern.</param>
    public static string Word(this Concern concern) => concern switch
    {
        Concern.Security => "security",
        Concern.Data => "data",
        Concern.Availability => "availability",
        Concern.Secrets => "secrets",
        Concern.Cost => "cost",
        _ => "other",
    };

    /// <summary>The impact in lower case.</summary>
    /// <param name="impact">The impact.</param>
    public static string Word(this Impact impact) => impact switch
    {
        Impact.Danger => "danger",
        Impact.Caution => "caution",
        Impact.Notice => "notice",
        _ => "better",
    };

    /// <summary>The change as a participle.</summary>
    /// <param name="kind">The change.</param>
    public static string Word(this ChangeKind kind) => kind switch
    {
        ChangeKind.Create => "created",
        ChangeKind.Update => "updated",
        ChangeKind.Replace => "replaced",
        ChangeKind.Rename => "renamed",
        _ => "deleted",
    };

    /// <summary>The sign before a change.</summary>
    /// <param name="kind">The change.</param>
    public static string Sign(this ChangeKind kind) => kind switch
    {
        ChangeKind.Create => "+",
        ChangeKind.Delete => "-",
        ChangeKind.Replace => "±",
        _ => "~",
    };
}
