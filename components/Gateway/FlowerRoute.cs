namespace FlowerInfra;

/// <summary>One request of Flower that may pass the gateway.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">
/// The path below the prefix. <c>{name}</c> stands for a worker, a task or a task's id, <c>{file}</c> for a static file.
/// </param>
/// <param name="Parameters">The names that the query may hold, each any number of times; none means that no query passes.</param>
internal sealed record FlowerRoute(string Method, string Path, IReadOnlyList<string> Parameters)
{
    /// <summary>
    /// The name of a further parameter, which the query holds once, with a number from 1 to 1000: how many entries a list may
    /// have. Flower takes the last of several, hence exactly one. Null where no list has to be bounded.
    /// </summary>
    public string? EntryLimit { get; init; }
}
