using System.Text;

namespace FlowerInfra;

/// <summary>
/// Takes a configuration of nginx apart as nginx does (<c>ngx_conf_read_token</c> in <c>src/core/ngx_conf_file.c</c>): a
/// comment begins only where a word could, quotes only at a word's start, and the braces of <c>${name}</c> belong to a word.
/// </summary>
internal sealed class NginxReader
{
    // Real files have five levels. Without a limit a hostile one would end the process.
    private const int DeepestBlock = 30;
    private const char EndOfFile = '\0';

    private readonly string _text;
    private int _position;
    private int _line = 1;

    private NginxReader(string text) => _text = text;

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The directives, in order.</returns>
    /// <exception cref="FormatException">nginx would refuse the text: a quote, a brace or a semicolon is missing, or one too many is there.</exception>
    public static IReadOnlyList<NginxDirective> Read(string text) => new NginxReader(text).Block(0);

    private List<NginxDirective> Block(int depth)
    {
        var directives = new List<NginxDirective>();
        while (true)
        {
            var (words, line, end) = Words();
            if (end is '}' or EndOfFile)
            {
                if (end == '}' != depth > 0)
                    throw Fault(depth > 0 ? "a brace is not closed" : "a brace closes nothing");
                return directives;
            }

            if (end == '{' && depth == DeepestBlock)
                throw Fault("too many blocks are in each other");
            directives.Add(new NginxDirective(words[0], words[1..], end == '{' ? Block(depth + 1) : [], line));
        }
    }

    // The words up to a semicolon or a brace, and which of them ended them.
    private (List<string> Words, int Line, char End) Words()
    {
        var words = new List<string>();
        var line = 0;
        while (SkipBlanks())
        {
            var next = _text[_position];
            if (next is ';' or '{' or '}')
            {
                if (words.Count == 0 == next is ';' or '{')
                    throw Fault($"a {next} stands where no directive ends");
                _position++;
                return (words, line, next);
            }

            if (words.Count == 0)
                line = _line;
            words.Add(next is '"' or '\'' ? Quoted(next) : Plain());
        }

        return words.Count == 0 ? (words, _line, EndOfFile) : throw Fault("the last directive has no semicolon");
    }

    private bool SkipBlanks()
    {
        var isComment = false;
        for (; _position < _text.Length; _position++)
        {
            var character = _text[_position];
            if (character == '\n')
                (_line, isComment) = (_line + 1, false);
            else if (!isComment && character == '#')
                isComment = true;
            else if (!isComment && !IsBlank(character))
                return true;
        }

        return false;
    }

    private string Quoted(char quote)
    {
        var start = ++_position;
        var line = _line;
        for (; _position < _text.Length && _text[_position] != quote; _position++)
        {
            if (_text[_position] == '\\')
                Step();
            Count();
        }

        if (_position >= _text.Length)
            throw Fault("a quote is not closed", line);
        var word = Unescaped(_text[start.._position++]);
        return _position >= _text.Length || IsBlank(_text[_position]) || _text[_position] is ';' or '{' or ')'
            ? word
            : throw Fault("something follows a closing quote");
    }

    private string Plain()
    {
        var start = _position;
        var isVariable = false;
        for (; _position < _text.Length; _position++)
        {
            var character = _text[_position];
            if (isVariable && character == '{')
                continue;
            if (IsBlank(character) || character is ';' or '{')
                break;
            isVariable = character == '$';
            if (character == '\\')
                Step();
            Count();
        }

        return Unescaped(_text[start..Math.Min(_position, _text.Length)]);
    }

    // Over a backslash, to what it escapes.
    private void Step() => _position++;

    private void Count()
    {
        if (_position < _text.Length && _text[_position] == '\n')
            _line++;
    }

    // A backslash in front of anything else stays, as the regular expressions need it.
    private static string Unescaped(string word)
    {
        if (!word.Contains('\\', StringComparison.Ordinal))
            return word;
        var text = new StringBuilder(word.Length);
        for (var index = 0; index < word.Length; index++)
        {
            var (character, taken) = (word[index], index + 1 < word.Length ? word[index + 1] : EndOfFile) switch
            {
                ('\\', '"' or '\'' or '\\') => (word[index + 1], 1),
                ('\\', 't') => ('\t', 1),
                ('\\', 'r') => ('\r', 1),
                ('\\', 'n') => ('\n', 1),
                _ => (word[index], 0),
            };
            text.Append(character);
            index += taken;
        }

        return text.ToString();
    }

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\r' or '\n';

    private FormatException Fault(string problem, int? line = null) => new($"line {line ?? _line}: {problem}");
}
