namespace FlowerInfra;

/// <summary>
/// The measures of a picture, in pixels. A character of the fonts that programmers use is 0.55 to 0.61 times as wide as it is high:
/// what is measured with the widest fits with each of them.
/// </summary>
internal static class PictureMeasures
{
    /// <summary>The height of a title's letters.</summary>
    public const int TitleFont = 12;

    /// <summary>The height of all other letters.</summary>
    public const int RowFont = 11;

    /// <summary>The width of a node.</summary>
    public const int NodeWidth = 212;

    /// <summary>The room around what is in a box.</summary>
    public const int Padding = 10;

    /// <summary>The width of a boundary.</summary>
    public const int BoxWidth = NodeWidth + (2 * Padding);

    /// <summary>The height of a row of text.</summary>
    public const int Row = 16;

    /// <summary>The room between two lines at a node.</summary>
    public const int Port = 18;

    /// <summary>The room between two nodes.</summary>
    public const int NodeGap = 12;

    /// <summary>The least room between two boundaries.</summary>
    public const int BoxGap = 20;

    /// <summary>The most: a column of few boundaries beside a long one is spread, and its lines are less steep.</summary>
    public const int MostBoxGap = 300;

    /// <summary>The most above a column: a phone shows the top of a tall picture first, and there should be something.</summary>
    public const int MostOffset = 160;

    /// <summary>The room between the columns in which lines are level and have their labels.</summary>
    public const int LabelWidth = 152;

    /// <summary>The room in which lines change their height.</summary>
    public const int BendWidth = 84;

    /// <summary>The room around the picture.</summary>
    public const int Margin = 12;

    /// <summary>The characters of a title's row.</summary>
    public static int TitleCharacters => Characters(NodeWidth - (2 * Padding), TitleFont);

    /// <summary>The characters of a row.</summary>
    public static int RowCharacters => Characters(NodeWidth - (2 * Padding), RowFont);

    /// <summary>The characters of a label.</summary>
    public static int LabelCharacters => Characters(LabelWidth - Padding, RowFont);

    /// <summary>The left edge of a column.</summary>
    /// <param name="column">The column, from 0.</param>
    public static int ColumnX(int column) => Margin + (column * (BoxWidth + LabelWidth + BendWidth));

    private static int Characters(int width, int font) => (int)(width / (font * 0.61));
}
