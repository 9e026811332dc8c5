using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace FlowerInfra;

/// <summary>The lines in which two texts differ.</summary>
internal static class TextDifference
{
    private const int Context = 2;

    // The time that a comparison takes grows with the number of lines and of differences.
    private const int MostCharacters = 400_000;

    /// <summary>How many lines come and go.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    public static (int Added, int Removed) Count(string before, string after)
    {
        var pieces = Compare(before, after);
        return (pieces.Count(it => it.Type == ChangeType.Inserted), pieces.Count(it => it.Type == ChangeType.Deleted));
    }

    /// <summary>The lines that come and go, with + and -, and those around them; what is equal for longer is left out.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    public static IReadOnlyList<string> Lines(string before, string after)
    {
        var pieces = Compare(before, after);
        var lines = new List<string>();
        var isCut = false;
        for (var index = 0; index < pieces.Count; index++)
        {
            var first = Math.Max(0, index - Context);
            if (pieces.Skip(first).Take(index + Context + 1 - first).All(it => it.Type == ChangeType.Unchanged))
            {
                isCut = true;
                continue;
            }

            if (isCut && lines.Count > 0)
                lines.Add("  …");
            isCut = false;
            var sign = pieces[index].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            lines.Add($"{sign} {pieces[index].Text}");
        }

        return lines;
    }

    private static List<DiffPiece> Compare(string before, string after) => before.Length + after.Length <= MostCharacters
        ? InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines
        : [.. Whole(before, ChangeType.Deleted), .. Whole(after, ChangeType.Inserted)];

    private static IEnumerable<DiffPiece> Whole(string text, ChangeType type) => text.Split('\n').Select(line => new DiffPiece(line, type));
}
