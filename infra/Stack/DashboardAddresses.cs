namespace FlowerInfra;

/// <summary>
/// The addresses of a stack's dashboards: each only once, and none below another one. The load balancer asks its rules in the
/// order in which they were made, not the longest path first, so that of two such dashboards the older one would get the
/// other's requests.
/// </summary>
/// <param name="faults">Where faults are recorded.</param>
internal sealed class DashboardAddresses(ArgumentFaults faults)
{
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    // What a taken address lies below, with that address.
    private readonly Dictionary<string, string> _above = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes an address for a dashboard.</summary>
    /// <param name="path">The path of the arguments, ending in a dot.</param>
    /// <param name="host">The host as given.</param>
    /// <param name="urlPrefix">The prefix as given.</param>
    /// <param name="name">The dashboard's name.</param>
    public void Take(string path, string host, string urlPrefix, string name)
    {
        var address = $"{host}{urlPrefix.TrimEnd('/')}";
        var above = Above(address).ToArray();
        if (above.FirstOrDefault(_taken.ContainsKey) is { } outer)
            RefuseOverlap(path, urlPrefix, outer);
        else if (_above.TryGetValue(address, out var inner))
            RefuseOverlap(path, urlPrefix, inner);
        if (!_taken.TryAdd(address, name))
            faults.Add($"{path}host", address, $"is already taken by {_taken[address]}", "Give every dashboard one of its own.");
        foreach (var it in above)
            _above.TryAdd(it, address);
    }

    private static IEnumerable<string> Above(string address)
    {
        for (var end = address.LastIndexOf('/'); end > 0; end = address.LastIndexOf('/', end - 1))
            yield return address[..end];
    }

    private void RefuseOverlap(string path, string urlPrefix, string other) => faults.Add(
        $"{path}urlPrefix", urlPrefix, $"overlaps {other}, the address of {_taken[other]}",
        "Give each of the two a host of its own, or prefixes of which neither begins with the other.");
}
