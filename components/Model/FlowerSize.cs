namespace FlowerInfra;

/// <summary>
/// What belongs together when Flower remembers more tasks. Flower takes 53 MiB and 5 KiB for each task, 3 KiB more when
/// arguments and result are as long as Celery reports them (1,024 characters each), and 6 KiB more while it saves those; 32
/// slow readers of the longest answer that the gateway admits hold 130 MiB. That is 320, 867 and 1,550 MiB at worst. Saving
/// 100,000 tasks takes 8.7 s. FLW-CFG-10 compares the two.
/// </summary>
/// <param name="Name">The name in arguments and configuration.</param>
/// <param name="MaxTasks">How many tasks Flower keeps (<c>max_tasks</c>).</param>
/// <param name="MemoryMiB">The container's memory request and limit.</param>
/// <param name="CpuLimitMillicores">The container's CPU limit.</param>
/// <param name="GracePeriodSeconds">How long a pod may take to save its state and end.</param>
/// <param name="SaveIntervalSeconds">How often the state is saved: what a SIGKILL may lose.</param>
internal sealed record FlowerSize(
    string Name, int MaxTasks, int MemoryMiB, int CpuLimitMillicores, int GracePeriodSeconds, int SaveIntervalSeconds)
{
    public static readonly FlowerSize Small = new(DashboardSize.Small, 10_000, 384, 500, 60, 60);
    private static readonly FlowerSize Medium = new(DashboardSize.Medium, 50_000, 1152, 1000, 90, 120);
    private static readonly FlowerSize Large = new(DashboardSize.Large, 100_000, 2048, 1000, 120, 300);
    private static readonly FlowerSize[] All = [Small, Medium, Large];

    /// <summary>Reads a size.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="key">The argument's name.</param>
    /// <param name="name">The size as given; null is the smallest.</param>
    public static FlowerSize Read(ArgumentReader reader, string key, string? name)
    {
        var size = All.FirstOrDefault(it => it.Name == (name ?? DashboardSize.Small));
        reader.Require(size is not null, key, name, "is not a size", $"Write one of {string.Join(", ", All.Select(it => it.Name))}.");
        return size ?? Small;
    }
}
