using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Takes Python apart into words, as its reference says (https://docs.python.org/3/reference/lexical_analysis.html). What two
/// versions of Python read differently, or what only looks like something else, is refused.
/// </summary>
internal sealed partial class PythonLexer
{
    private static readonly HashSet<string> Prefixes = new(["", "b", "br", "f", "fr", "r", "rb", "rf", "rt", "t", "tr", "u"], StringComparer.OrdinalIgnoreCase);

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
        var end = _position;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_'))
            end++;
        if (end < _text.Length && _text[end] is '"' or '\'' && Prefixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_text.AsSpan(_position, end - _position)))
            return Text(end);
        // Python takes many letters beyond ASCII for one within, for example the full-width ones.
        if (end < _text.Length && !char.IsAscii(_text[end]))
            throw Fault("a character is none of Python's");
        if (char.IsAsciiDigit(_text[_position]) || (_text[_position] == '.' && _position + 1 < _text.Length && char.IsAsciiDigit(_text[_position + 1])))
            return Take(PythonTokenKind.Number, Number());
        return end > _position ? Take(PythonTokenKind.Name, end) : Sign();
    }

    private int Number()
    {
        var end = _position + 1;
        for (; end < _text.Length; end++)
        {
            var isExponent = _text[end] is '+' or '-' && _text[end - 1] is 'e' or 'E';
            if (!isExponent && !char.IsAsciiLetterOrDigit(_text[end]) && _text[end] is not ('_' or '.'))
                break;
        }

        return end;
    }

    private PythonToken Sign()
    {
        var signs = Signs.GetAlternateLookup<ReadOnlySpan<char>>();
        string? sign = null;
        for (var length = Math.Min(3, _text.Length - _position); sign is null; length--)
        {
            if (length == 0)
                throw Fault("a character is none of Python's");
            signs.TryGetValue(_text.AsSpan(_position, length), out sign);
        }

        if (sign is "(" or "[" or "{")
            _brackets.Push(sign[0]);
        else if (sign is ")" or "]" or "}" && (!_brackets.TryPop(out var open) || (open, sign) is not (('(', ")") or ('[', "]") or ('{', "}"))))
            throw Fault("a bracket closes nothing");
        _position += sign.Length;
        return new PythonToken(PythonTokenKind.Sign, sign);
    }

    private PythonToken Take(PythonTokenKind kind, int end)
    {
        var value = _text[_position..end];
        _position = end;
        return new PythonToken(kind, value);
    }

    private PythonToken Text(int start)
    {
        var prefix = _text[_position..start].ToLowerInvariant();
        var mark = _text[start];
        var quote = new string(mark, start + 2 < _text.Length && _text[start + 1] == mark && _text[start + 2] == mark ? 3 : 1);
        var line = _line;
        var begin = _position = start + quote.Length;
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

    [GeneratedRegex(@"coding[:=][ \t]*[-_.A-Za-z0-9]+")]
    private static partial Regex Encoding();
}
