namespace FlowerInfra;

/// <summary>Which of a stack's two dashboards is probed.</summary>
internal enum SiteRole
{
    /// <summary>The one that only reads.</summary>
    Viewer,

    /// <summary>The one that also controls workers and tasks.</summary>
    Admin,
}
