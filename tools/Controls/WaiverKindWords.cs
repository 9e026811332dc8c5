namespace FlowerInfra;

/// <summary>What reports call the kinds of waivers.</summary>
internal static class WaiverKindWords
{
    /// <summary>The heading above such waivers.</summary>
    /// <param name="kind">The kind.</param>
    public static string Title(this WaiverKind kind) => kind switch
    {
        WaiverKind.LeftOutOfDevelopment => "Left out of development",
        WaiverKind.MetElsewhere => "Met elsewhere",
        _ => "Waivers",
    };

    /// <summary>The key of the configuration that such waivers stand below.</summary>
    /// <param name="kind">The kind.</param>
    public static string Key(this WaiverKind kind) => kind switch
    {
        WaiverKind.LeftOutOfDevelopment => "leftOutOfDevelopment",
        WaiverKind.MetElsewhere => "metElsewhere",
        _ => "waivers",
    };
}
