using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A program that signs what it sends: a client, a group of workers or the administrators' Flower. It has a key pair for each
/// generation, and signs with one of them.
/// <para>A rotation is three deployments. First list the next generation in <see cref="OtherGenerations"/>: every verifier
/// restarts with both certificates. Once that rollout has ended, make it the <see cref="Generation"/> and list the old one: the
/// signer restarts with the new key. When the queues, tasks with an ETA and retries have drained, list the old one no more.</para>
/// </summary>
public sealed class CelerySignerArgs : ResourceArgs
{
    /// <summary>The signer's name: at most 30 lower-case letters, digits and hyphens. Plain: objects are named after it.</summary>
    /// <example>shop</example>
    [Input("name", required: true)]
    public required string Name { get; set; }

    /// <summary>The generation of the key pair that it signs with, 1 or more. Plain: each generation has a key pair. Default: 1.</summary>
    [Input("generation")]
    public int? Generation { get; set; }

    /// <summary>
    /// The generations whose certificates verifiers accept beside that: the next one before it signs, the last one until every
    /// message that it signed has passed. Plain: each generation has a key pair. Default: none.
    /// </summary>
    /// <example>[2]</example>
    [Input("otherGenerations")]
    public List<int>? OtherGenerations { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal SignerModel Read(ArgumentReader reader)
    {
        reader.Require(ObjectName.Is(Name), "name", Name, "is not a name for a signer", ObjectName.Fix);
        var signing = Generation ?? 1;
        reader.Require(signing >= 1, "generation", $"{signing}", "is not a generation", "Give 1 or more.");
        var others = OtherGenerations ?? [];
        for (var i = 0; i < others.Count; i++)
        {
            reader.Require(
                others[i] >= 1 && others[i] != signing && others.IndexOf(others[i]) == i, $"otherGenerations[{i}]", $"{others[i]}",
                "is below 1 or named twice", "Name each other generation once.");
        }

        // A step is taken after the one before it has been rolled out: at most one comes, and one goes.
        reader.Require(
            others.Count <= 2, "otherGenerations", $"{others.Count}", "are more generations than a rotation needs", "Keep the next one and the previous one.");
        return new SignerModel(Name!, signing, [.. others.Append(signing).Order()]);
    }
}
