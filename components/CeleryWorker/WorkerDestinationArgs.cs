using System.Net;
using Pulumi;

namespace FlowerInfra;

/// <summary>Where a worker's tasks may connect to besides the broker and the result backend. Plain: each is a rule.</summary>
public sealed class WorkerDestinationArgs : ResourceArgs
{
    /// <summary>
    /// The address range, for example <c>10.60.0.0/20</c>. A public one is reached with HTTPS only, and is no wider than /12.
    /// Plain: the rules' names carry it.
    /// </summary>
    /// <example>10.60.0.0/20</example>
    [Input("cidrBlock", required: true)]
    public required string CidrBlock { get; set; }

    /// <summary>The TCP port. Plain: the rules' names carry it. Default: 443.</summary>
    /// <example>5432</example>
    [Input("port")]
    public int? Port { get; set; }

    /// <summary>What is there, for people who read the firewall's rules. Plain: it is checked before anything is created.</summary>
    /// <example>Orders database</example>
    [Input("description", required: true)]
    public required string Description { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <returns>The destination, or null when a fault was recorded.</returns>
    internal WorkerDestination? Read(ArgumentReader reader)
    {
        var port = Port ?? 443;
        reader.Require(port is > 0 and < 65536 and not 53, "port", $"{port}", "is not a port, or DNS's", "Give a port from 1 to 65535.");
        reader.Require(
            Description is { Length: > 0 and <= 200 } && Description.All(it => char.IsAsciiLetterOrDigit(it) || " ._-:/()#,@[]+=&;{}!$*".Contains(it, StringComparison.Ordinal)),
            "description", Description, "is not a description that EC2 takes", "Write up to 200 letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*.");
        var range = reader.Plain<Destination>("cidrBlock", CidrBlock, Destination.TryParse);
        if (range is null)
            return null;
        reader.Require(
            port == 443 || FlowerInfra.CidrBlock.IsPrivate(IPNetwork.Parse(CidrBlock)), "port", $"{port}", "leads to a public range",
            "Reach public ranges with HTTPS on port 443 only.");
        return new WorkerDestination(range, port, Description!);
    }
}
