using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Takes Python apart into words, as its reference says (https://docs.python.org/3/reference/lexical_analysis.html). What two
/// versions of Python read differently, or what only looks like something else, is refused.
/// </summary>
internal sealed partial class PythonLexer
{
    private static readonly HashSet<string> Signs = new(
    [
        "**=", "//=", ">>=", "<<=", "...", "!=", "==", "<=", ">=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "**", "//",
        "<<", ">>", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=",
    ], StringComparer.Ordinal);

    private readonly string _text;
    private readonly Stack<char> _brackets = [];
    private int _position;
    private int _line = 1;

    // Python takes any of the three line ends for one.
    private PythonLexer(string text) =>
        _text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>Reads the lines of a file that hold something.</summary>
    /// <param name="text">The file.</param>
    /// <exception cref="FormatException">Python would refuse the text, or it is written in a way that hides what it does.</exception>
    public static IReadOnlyList<PythonLine> Read(string text) => [.. new PythonLexer(text).Lines()];

    private IEnumerable<PythonLine> Lines()
    {
        while (_position < _text.Length)
        {
            var indentation = Indentation();
            var number = _line;
            var tokens = Tokens();
            if (tokens.Count > 0)
                yield return new PythonLine(number, indentation, tokens);
        }
    }

    // Tabs go to the next eighth column, and a form feed to the first.
    private int Indentation()
    {
        var column = 0;
        for (; _position < _text.Length && _text[_position] is ' ' or '\t' or '\f'; _position++)
            column = _text[_position] switch { ' ' => column + 1, '\t' => (column / 8 + 1) * 8, _ => 0 };
        return column;
    }

    private List<PythonToken> Tokens()
    {
        var tokens = new List<PythonToken>();
        while (_position < _text.Length)
        {
            var character = _text[_position];
            if (character == '\n')
            {
                Break();
                if (_brackets.Count == 0)
                    return tokens;
            }
            else if (character is ' ' or '\t' or '\f')
            {
                _position++;
            }
            else if (character == '#')
            {
                SkipComment();
            }
            else if (character == '\\' && _position + 1 < _text.Length && _text[_position + 1] == '\n')
            {
                _position++;
                Break();
            }
            else
            {
                tokens.Add(Token());
            }
        }

        return _brackets.Count == 0 ? tokens : throw Fault("a bracket is not closed");
    }

    // A file may name the encoding in which it is to be read, and some hide lines in a comment.
    private void SkipComment()
    {
        var end = _text.IndexOf('\n', _position);
        var comment = _text[_position..(end < 0 ? _text.Length : end)];
        if (_line <= 2 && Encoding().IsMatch(comment))
            throw Fault("the file declares an encoding");
        _position += comment.Length;
    }

    private PythonToken Token()
    {
        var text = TextStart().Match(_text, _position);
        if (text.Success)
            return Text(text);
        if (Name().Match(_text, _position) is { Success: true } name)
            return Take(PythonTokenKind.Name, name.Value);
        if (Number().Match(_text, _position) is { Success: true } number)
            return Take(PythonTokenKind.Number, number.Value);
        var sign = new[] { 3, 2, 1 }.Where(length => _position + length <= _text.Length)
            .Select(length => _text.Substring(_position, length)).FirstOrDefault(Signs.Contains)
            ?? throw Fault("a character is none of Python's");
        if (sign is "(" or "[" or "{")
            _brackets.Push(sign[0]);
        else if (sign is ")" or "]" or "}" && (!_brackets.TryPop(out var open) || $"{open}{sign}" is not ("()" or "[]" or "{}")))
            throw Fault("a bracket closes nothing");
        return Take(PythonTokenKind.Sign, sign);
    }

    private PythonToken Take(PythonTokenKind kind, string value)
    {
        _position += value.Length;
        return new PythonToken(kind, value);
    }

    private PythonToken Text(Match start)
    {
        var (prefix, quote) = (start.Groups["prefix"].Value.ToLowerInvariant(), start.Groups["quote"].Value);
        var line = _line;
        var begin = _position += start.Length;
        while (string.CompareOrdinal(_text, _position, quote, 0, quote.Length) != 0)
        {
            var isEscaped = _position < _text.Length && _text[_position] == '\\';
            if (isEscaped)
                _position++;
            if (_position >= _text.Length || (_text[_position] == '\n' && quote.Length == 1 && !isEscaped))
                throw Fault("a quote is not closed", line);
            if (_text[_position++] == '\n')
                _line++;
        }

        var characters = _text[begin.._position];
        _position += quote.Length;
        return prefix switch
        {
            "r" => new PythonToken(PythonTokenKind.Text, characters),
            "" or "u" => PythonText.Unescaped(characters) is { } value
                ? new PythonToken(PythonTokenKind.Text, value)
                : new PythonToken(PythonTokenKind.Formatted, $"{quote}{characters}{quote}"),
            _ => new PythonToken(PythonTokenKind.Formatted, $"{prefix}{quote}{characters}{quote}"),
        };
    }

    private void Break()
    {
        _position++;
        _line++;
    }

    private FormatException Fault(string problem, int? line = null) => new($"line {line ?? _line}: {problem}");

    [GeneratedRegex("""\G(?<prefix>[rRbBuUfFtT]{0,2})(?<quote>\"{3}|'{3}|"|')""", RegexOptions.ExplicitCapture)]
    private static partial Regex TextStart();

    // Python takes many letters beyond ASCII for one within, for example the full-width ones.
    [GeneratedRegex(@"\G(?>[A-Za-z_][A-Za-z0-9_]*)(?![^\x00-\x7F])")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G(?:[0-9]|[.][0-9])(?:[eE][+-]|[A-Za-z0-9_.])*")]
    private static partial Regex Number();

    [GeneratedRegex(@"coding[:=][ \t]*[-_.A-Za-z0-9]+")]
    private static partial Regex Encoding();
}
