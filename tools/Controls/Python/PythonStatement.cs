namespace FlowerInfra;

/// <summary>A statement of Python, with what is in its block.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Tokens">Its words; of a statement with a block those up to its colon.</param>
/// <param name="Block">The statements of its block, in order.</param>
internal sealed record PythonStatement(int Line, IReadOnlyList<PythonToken> Tokens, IReadOnlyList<PythonStatement> Block)
{
    /// <summary>It and all statements in it.</summary>
    public IEnumerable<PythonStatement> All => Block.SelectMany(it => it.All).Prepend(this);

    /// <summary>The statement in one form, however it was written.</summary>
    public string Code => field ??= Block.Count == 0
        ? string.Join(' ', Tokens)
        : $"{string.Join(' ', Tokens)} {{ {string.Join(" ; ", Block.Select(it => it.Code))} }}";

    /// <summary>The names that it sets with one of Python's assignments. What it sets otherwise isn't among them.</summary>
    public IEnumerable<PythonAssignment> Assignments
    {
        get
        {
            var start = 0;
            var targets = new List<IReadOnlyList<PythonToken>>();
            foreach (var (token, index) in Tokens.Select((token, index) => (token, index)).Where(it => IsAssignment(it.token, it.index)))
            {
                targets.Add([.. Tokens.Take(index).Skip(start)]);
                start = index + 1;
            }

            PythonToken[] value = [.. Tokens.Skip(start)];
            var isWhole = targets.Count > 0 && Tokens[start - 1].Is("=");
            return targets.SelectMany(target => target is [{ Kind: PythonTokenKind.Name } name]
                ? [new PythonAssignment(name.Value, isWhole ? value : null)]
                : target.Where(it => it.Kind == PythonTokenKind.Name).Select(it => new PythonAssignment(it.Value, null)));
        }
    }

    /// <summary>Whether it sets one name to a value that stands there, and does nothing else.</summary>
    public bool IsSetting =>
        Block.Count == 0 && Tokens is [{ Kind: PythonTokenKind.Name }, { } equals, _, ..] && equals.Is("=")
        && Tokens.Skip(2).All(it => it.Kind switch
        {
            PythonTokenKind.Text or PythonTokenKind.Number => true,
            PythonTokenKind.Name => it.Value is "True" or "False" or "None",
            PythonTokenKind.Sign => it.Value is "[" or "]" or "(" or ")" or "{" or "}" or "," or ":" or "-",
            _ => false,
        });

    // An equals sign in brackets names an argument.
    private bool IsAssignment(PythonToken token, int index) =>
        token.Kind == PythonTokenKind.Sign && token.Value.EndsWith('=') && token.Value is not ("==" or "!=" or "<=" or ">=" or ":=")
        && Tokens.Take(index).Sum(it => it.Kind != PythonTokenKind.Sign ? 0 : it.Value switch
        {
            "(" or "[" or "{" => 1,
            ")" or "]" or "}" => -1,
            _ => 0,
        }) == 0;
}
