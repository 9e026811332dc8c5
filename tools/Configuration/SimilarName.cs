namespace FlowerInfra;

/// <summary>Finds what somebody meant by a misspelt name.</summary>
internal static class SimilarName
{
    private const int MostChanges = 2;

    /// <summary>The known name that is at most two letters away, or null when there is none or more than one.</summary>
    /// <param name="known">The known names.</param>
    /// <param name="name">The name.</param>
    public static string? In(IEnumerable<string> known, string name)
    {
        var near = known.Select(it => (Name: it, Changes: Changes(it.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(it => it.Changes <= MostChanges && it.Changes < it.Name.Length / 2)
            .ToList();
        var least = near.FindAll(it => it.Changes == near.Min(other => other.Changes));
        return least is [var one] ? one.Name : null;
    }

    // Levenshtein's distance.
    private static int Changes(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
