using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The arguments of a <see cref="CeleryMessageSigning"/>, read and checked.</summary>
internal sealed record SigningModel
{
    public required Output<string> NamespaceName { get; init; }

    public required IReadOnlyList<SignerModel> Signers { get; init; }

    /// <summary>An issuer that is there already; null makes a self-signed one.</summary>
    public Output<string>? IssuerName { get; init; }

    public required bool IsClusterIssuer { get; init; }

    public required int ValidDays { get; init; }

    /// <summary>Certificates of signers elsewhere, as PEM by name, sorted.</summary>
    public required SortedDictionary<string, Output<string>> Trusted { get; init; }
}

/// <summary>A signer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Generation">The generation that it signs with.</param>
/// <param name="Generations">All generations that verifiers accept, sorted.</param>
internal sealed record SignerModel(string Name, int Generation, ImmutableArray<int> Generations);
