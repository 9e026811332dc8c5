namespace FlowerInfra.Tests.Components.Package;

/// <summary>What a list of public signatures takes from those who compiled against an earlier one.</summary>
internal static class SignatureBreaks
{
    /// <summary>The signatures that are gone or changed, and the members that a type newly requires, each with its type.</summary>
    public static IReadOnlyList<(string Type, string Signature)> Between(IReadOnlyList<string> released, IReadOnlyList<string> now)
    {
        var types = released.Where(it => !it.Contains(" -> ", StringComparison.Ordinal)).ToList();
        var required = now.Except(released).Where(it => it.StartsWith("required ", StringComparison.Ordinal));
        return [.. from signature in released.Except(now).Concat(required)
                   let type = TypeOf(signature)
                   where type is not null
                   select (type, signature)];

        string? TypeOf(string signature)
        {
            var name = signature.Split(" -> ")[0].Split('(')[0];
            return types.Where(it => name == it || $" {name}".Contains($" {it}.", StringComparison.Ordinal)).MaxBy(it => it.Length);
        }
    }

    /// <summary>What speaks against releasing these breaks.</summary>
    /// <param name="breaks">The breaks.</param>
    /// <param name="last">The last version on a feed.</param>
    /// <param name="next">The version to come.</param>
    /// <param name="notes"><c>UPGRADE.md</c>.</param>
    public static IEnumerable<string> Faults(
        IReadOnlyList<(string Type, string Signature)> breaks, Version last, Version next, string notes)
    {
        // Before 1.0.0 the second number says what the first one says later.
        var saysSo = next.Major > last.Major || (last.Major == 0 && next.Minor > last.Minor);
        var note = notes.Split("\n### ").FirstOrDefault(it => it.Split('\n')[0] == $"{next}") ?? "";
        foreach (var (type, signature) in breaks)
        {
            if (!saysSo)
                yield return $"{signature}: breaks users of {last}, and {next} doesn't say so";
            if (!note.Contains(type[(type.LastIndexOf('.') + 1)..], StringComparison.Ordinal))
                yield return $"{signature}: breaks users of {last}, and \"### {next}\" in UPGRADE.md has no note about {type}";
        }
    }
}
