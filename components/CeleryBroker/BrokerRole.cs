namespace FlowerInfra;

/// <summary>What a broker's user is for, for <see cref="CeleryUserArgs.Role"/>.</summary>
public static class BrokerRole
{
    /// <summary>
    /// The viewers' Flower: events, tasks, results, queue lengths and the workers' pages. Its pages about workers ask the
    /// workers, and who may ask may also order: with this user's password a worker can be stopped.
    /// </summary>
    public const string Viewer = "viewer";

    /// <summary>
    /// A Flower that reaches no worker: events, tasks, results, queue lengths and metrics, and no pages about workers. Needs
    /// <see cref="BrokerArgs.ReachNoWorker"/>, and workers that send events by themselves.
    /// </summary>
    public const string Strict = "strict";

    /// <summary>The administrators' Flower: what a viewer has, control of the workers, and sending tasks.</summary>
    public const string Admin = "admin";

    /// <summary>A worker: takes tasks from its queues, writes results and events, and answers inspections.</summary>
    public const string Worker = "worker";

    /// <summary>Code that sends tasks and reads their results.</summary>
    public const string Client = "client";

    internal static IReadOnlyList<string> All { get; } = [Admin, Client, Strict, Viewer, Worker];
}
