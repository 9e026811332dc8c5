using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace FlowerInfra;

/// <summary>
/// Writes HTML and SVG. What a template holds is markup; what is put into it is text, whoever wrote it, and can't end the element
/// or the attribute that it stands in.
/// </summary>
internal sealed class MarkupText
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Adds a piece of markup.</summary>
    /// <param name="template">The markup, with texts in it.</param>
    public MarkupText Add([InterpolatedStringHandlerArgument("")] Template template)
    {
        _ = template;
        return this;
    }

    /// <summary>Markup that no part is anybody else's of, such as a style sheet.</summary>
    /// <param name="markup">The markup.</param>
    public static MarkupText OfOurs(string markup)
    {
        var text = new MarkupText();
        text._text.Append(markup);
        return text;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private void Escape(string text)
    {
        foreach (var it in Printable.Of(text))
        {
            _ = it switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(it),
            };
        }
    }

    /// <summary>A template: its literal parts are markup, and everything else is escaped.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Template
    {
        private readonly MarkupText _markup;

        /// <summary>Begins a template.</summary>
        /// <param name="literalLength">The characters of its markup.</param>
        /// <param name="formattedCount">The number of its texts.</param>
        /// <param name="markup">Where it is added.</param>
        public Template(int literalLength, int formattedCount, MarkupText markup)
        {
            _markup = markup;
            markup._text.EnsureCapacity(markup._text.Length + literalLength + formattedCount);
        }

        /// <summary>Adds markup of the template's own.</summary>
        /// <param name="literal">The markup.</param>
        public void AppendLiteral(string literal) => _markup._text.Append(literal);

        /// <summary>Adds a text.</summary>
        /// <param name="text">The text.</param>
        public void AppendFormatted(string? text) => _markup.Escape(text ?? "");

        /// <summary>Adds a number.</summary>
        /// <param name="number">The number.</param>
        public void AppendFormatted(int number) => _markup._text.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>Adds markup that is escaped already.</summary>
        /// <param name="written">The markup.</param>
        public void AppendFormatted(MarkupText written) => _markup._text.Append(written._text);
    }
}
