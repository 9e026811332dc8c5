namespace FlowerInfra;

/// <summary>Where HTTPS to an identity provider may go. A firewall knows addresses and no names.</summary>
/// <param name="Ranges">The provider's ranges, each once.</param>
/// <param name="ToAnyAddress">Whether every address is allowed instead.</param>
internal sealed record ProviderAccess(IReadOnlyList<Destination> Ranges, bool ToAnyAddress)
{
    /// <summary>Reads the two arguments, of which exactly one is given.</summary>
    /// <param name="reader">Reads the arguments around them.</param>
    /// <param name="cidrBlocks">The provider's ranges as given.</param>
    /// <param name="toAnyAddress">Whether every address is allowed.</param>
    public static ProviderAccess Read(ArgumentReader reader, List<string>? cidrBlocks, bool? toAnyAddress)
    {
        var ranges = reader.PlainList<Destination>("providerCidrBlocks", cidrBlocks, Destination.TryParse);
        var hasRanges = cidrBlocks is { Count: > 0 };
        reader.Require(
            hasRanges != (toAnyAddress == true), "providerCidrBlocks", null,
            hasRanges ? "contradicts allowHttpsToAnyAddress" : "is missing",
            "Name the provider's address ranges, or set allowHttpsToAnyAddress if it publishes none.");
        return new ProviderAccess([.. ranges.Distinct()], toAnyAddress == true);
    }
}
