namespace FlowerInfra;

/// <summary>The sizes of a dashboard, for <see cref="FlowerDashboardArgs.Size"/>.</summary>
public static class DashboardSize
{
    /// <summary>10,000 tasks.</summary>
    public const string Small = "small";

    /// <summary>50,000 tasks.</summary>
    public const string Medium = "medium";

    /// <summary>100,000 tasks.</summary>
    public const string Large = "large";
}
