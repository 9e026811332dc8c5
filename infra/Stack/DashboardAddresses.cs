namespace FlowerInfra;

/// <summary>
/// The addresses of a stack's instances: each only once, none below another one, and no host for viewers and administrators
/// alike. The load balancer asks its rules in the order in which they were made, not the longest path first, so that of two
/// such dashboards the older one would get the other's requests.
/// </summary>
/// <param name="configuration">The configuration.</param>
internal sealed class DashboardAddresses(BoundConfiguration<FlowerStackArgs> configuration)
{
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    // What a taken address lies below, with that address.
    private readonly Dictionary<string, string> _above = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, (string Name, bool IsAdmin)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes an address for an instance.</summary>
    /// <param name="path">The path of the arguments, ending in a dot.</param>
    /// <param name="name">The dashboard's name.</param>
    /// <param name="host">The host as given.</param>
    /// <param name="urlPrefix">The prefix as given.</param>
    /// <param name="isAdmin">Whether it is the administrators'.</param>
    public void Take(string path, string name, string host, string urlPrefix, bool isAdmin)
    {
        // What is no host or no prefix is refused under its own key.
        if (configuration.HasFault($"{path}host") || configuration.HasFault($"{path}urlPrefix"))
            return;
        var address = $"{host}{urlPrefix.TrimEnd('/')}";
        var above = Above(address).ToArray();
        if (above.FirstOrDefault(_taken.ContainsKey) is { } outer)
            RefuseOverlap(path, urlPrefix, outer);
        else if (_above.TryGetValue(address, out var inner))
            RefuseOverlap(path, urlPrefix, inner);
        if (!_taken.TryAdd(address, name))
            configuration.Refuse($"{path}host", address, $"is already taken by {_taken[address]}", "Give every dashboard one of its own.");
        foreach (var it in above)
            _above.TryAdd(it, address);
        RefuseSharedHost(path, name, host, isAdmin);
    }

    private static IEnumerable<string> Above(string address)
    {
        for (var end = address.LastIndexOf('/'); end > 0; end = address.LastIndexOf('/', end - 1))
            yield return address[..end];
    }

    private void RefuseOverlap(string path, string urlPrefix, string other) => configuration.Refuse(
        $"{path}urlPrefix", urlPrefix, $"overlaps {other}, the address of {_taken[other]}",
        "Give each of the two a host of its own, or prefixes of which neither begins with the other.");

    private void RefuseSharedHost(string path, string name, string host, bool isAdmin)
    {
        // Those of one dashboard are compared by the component itself.
        if (_hosts.TryAdd(host, (name, isAdmin)))
            return;
        var other = _hosts[host];
        if (isAdmin != other.IsAdmin && name != other.Name)
        {
            configuration.Refuse(
                $"{path}host", host, $"is the host of {other.Name}'s {(other.IsAdmin ? "administrators" : "viewers")}",
                "Give administrators a host of their own: browsers send one host's cookies and passwords to all its paths.");
        }
    }
}
