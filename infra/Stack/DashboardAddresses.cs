namespace FlowerInfra;

/// <summary>The addresses of a stack's instances: none may take another's requests or cookies.</summary>
/// <param name="faults">Where faults are recorded.</param>
internal sealed class DashboardAddresses(ArgumentFaults faults)
{
    private readonly Dictionary<string, List<(string Name, UrlPrefix Prefix, bool IsAdmin)>> _byHost = new(StringComparer.Ordinal);

    /// <summary>Adds an instance and records what it has in common with those before it.</summary>
    /// <param name="path">The path of its keys, ending in a dot.</param>
    /// <param name="name">Its dashboard's name.</param>
    /// <param name="hostText">Its host as given.</param>
    /// <param name="prefixText">Its prefix as given.</param>
    /// <param name="isAdmin">Whether it is the administrators'.</param>
    public void Add(string path, string name, string hostText, string prefixText, bool isAdmin)
    {
        // What is neither is refused under its own key.
        if (!HostName.TryParse(hostText, out var host, out _) || !UrlPrefix.TryParse(prefixText, out var prefix, out _))
            return;
        if (!_byHost.TryGetValue(host.ToString(), out var others))
            _byHost.Add(host.ToString(), others = []);
        foreach (var other in others)
        {
            faults.Require(
                !string.Equals(prefix.ToString(), other.Prefix.ToString(), StringComparison.OrdinalIgnoreCase), $"{path}host",
                $"{hostText}{prefixText.TrimEnd('/')}", $"is already taken by {other.Name}", "Give every dashboard one of its own.");
            faults.Require(
                isAdmin == other.IsAdmin, $"{path}host", hostText,
                $"is the host of {other.Name}'s {(other.IsAdmin ? "administrators" : "viewers")}",
                "Give administrators a host of their own: browsers send one host's cookies and passwords to all its paths.");
            // A rule takes everything below its prefix, and the rule that AWS made first goes first.
            faults.Require(
                !IsInside(prefix, other.Prefix) && !IsInside(other.Prefix, prefix), $"{path}urlPrefix", prefixText,
                $"and {other.Prefix} of {other.Name} lie one inside the other on {host}, where one of them would get the other's requests",
                "Give one of the two another host, or a prefix beside the other's.");
        }

        others.Add((name, prefix, isAdmin));
    }

    private static bool IsInside(UrlPrefix inner, UrlPrefix outer) =>
        inner.Path("").StartsWith(outer.Path(""), StringComparison.OrdinalIgnoreCase)
        && inner.Path("").Length > outer.Path("").Length;
}
