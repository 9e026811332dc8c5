namespace FlowerInfra;

/// <summary>A Python file as its statements.</summary>
internal sealed class PythonFile
{
    // As deep as Python goes itself.
    private const int DeepestBlock = 100;

    private static readonly HashSet<string> WithBlock = new(
        ["async", "class", "def", "elif", "else", "except", "finally", "for", "if", "try", "while", "with"], StringComparer.Ordinal);

    private readonly ILookup<string, PythonAssignment> _assignments;

    private PythonFile(IReadOnlyList<PythonStatement> statements)
    {
        Statements = statements;
        _assignments = statements.SelectMany(it => it.All).SelectMany(it => it.Assignments).ToLookup(it => it.Name, StringComparer.Ordinal);
    }

    /// <summary>The statements of the file, in order.</summary>
    public IReadOnlyList<PythonStatement> Statements { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <exception cref="FormatException">Python would refuse the text, or it is written in a way that hides what it does.</exception>
    public static PythonFile Read(string text)
    {
        var lines = new Queue<PythonLine>(PythonLexer.Read(text));
        var statements = Block(lines, 0, 0);
        return lines.TryPeek(out var line) ? throw Fault(line, "is indented without need") : new PythonFile(statements);
    }

    /// <summary>Whether it does what another file does, in the same order, and something else in between at most.</summary>
    /// <param name="other">The other file.</param>
    public bool Does(PythonFile other)
    {
        var next = 0;
        foreach (var statement in Statements.Where(it => next < other.Statements.Count && it.Code == other.Statements[next].Code))
            next++;
        return next == other.Statements.Count;
    }

    /// <summary>What is assigned to a name, wherever that is.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<PythonAssignment> Assigned(string name) => [.. _assignments[name]];

    /// <summary>All assignments.</summary>
    public IEnumerable<PythonAssignment> Assignments => _assignments.SelectMany(it => it);

    /// <summary>Whether a name is assigned, and never anything but what is right.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isRight">Whether a value's words are right.</param>
    // The last assignment counts in Python, and one in a branch may be it: all of them have to be right.
    public bool Assigns(string name, Func<IReadOnlyList<PythonToken>, bool> isRight) =>
        Assigned(name) is [_, ..] all && all.All(it => it.Value is { } value && isRight(value));

    /// <summary>Whether a name is assigned one value, and never another one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value as <see cref="PythonToken.ToString"/> writes it.</param>
    public bool Assigns(string name, string value) => Assigns(name, it => it is [var token] && token.ToString() == value);

    private static List<PythonStatement> Block(Queue<PythonLine> lines, int indentation, int depth)
    {
        var statements = new List<PythonStatement>();
        while (lines.TryPeek(out var line) && line.Indentation == indentation)
        {
            lines.Dequeue();
            if (!WithBlock.Contains(line.Tokens[0].ToString()))
            {
                statements.AddRange(Simple(line, line.Tokens));
                continue;
            }

            var colon = Colon(line);
            var rest = line.Tokens.Skip(colon + 1).ToArray();
            statements.Add(new PythonStatement(line.Number, [.. line.Tokens.Take(colon)], rest.Length > 0
                ? [.. Simple(line, rest)]
                : Indented(lines, line, depth)));
        }

        return statements;
    }

    private static List<PythonStatement> Indented(Queue<PythonLine> lines, PythonLine header, int depth)
    {
        if (!lines.TryPeek(out var first) || first.Indentation <= header.Indentation)
            throw Fault(header, "has no block");
        if (depth == DeepestBlock)
            throw Fault(first, "is indented too deep");
        var block = Block(lines, first.Indentation, depth + 1);
        return lines.TryPeek(out var next) && next.Indentation > header.Indentation ? throw Fault(next, "is indented like no other") : block;
    }

    // Statements on one line.
    private static IEnumerable<PythonStatement> Simple(PythonLine line, IReadOnlyList<PythonToken> tokens)
    {
        var start = 0;
        for (var end = 0; end <= tokens.Count; end++)
        {
            if (end < tokens.Count && !tokens[end].Is(";"))
                continue;
            if (end > start)
                yield return new PythonStatement(line.Number, [.. tokens.Take(end).Skip(start)], []);
            start = end + 1;
        }
    }

    // The first one outside of brackets; one of a lambda or of an annotation stands in them wherever this project writes one.
    private static int Colon(PythonLine line)
    {
        var depth = 0;
        foreach (var (token, index) in line.Tokens.Select((token, index) => (token, index)).Where(it => it.token.Kind == PythonTokenKind.Sign))
        {
            if (token.Value == ":" && depth == 0)
                return index;
            depth += token.Value switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
        }

        throw Fault(line, "has no colon");
    }

    private static FormatException Fault(PythonLine line, string problem) => new($"line {line.Number} {problem}");
}
