namespace FlowerInfra;

/// <summary>A node at its place.</summary>
/// <param name="Node">The node.</param>
/// <param name="Column">Its column, from 0.</param>
internal sealed record PlacedNode(PictureNode Node, int Column)
{
    /// <summary>The rows of its title.</summary>
    public IReadOnlyList<string> Title { get; } = RowText.Wrap(Node.MarkedTitle, PictureMeasures.TitleCharacters, mostRows: 3);

    /// <summary>The rows of its lines.</summary>
    public IReadOnlyList<string> Rows { get; } = [.. Node.Lines.SelectMany(it => RowText.Wrap(it, PictureMeasures.RowCharacters, mostRows: 3))];

    /// <summary>The lines that end on its left side, sorted by where they come from.</summary>
    public List<PictureBundle> Left { get; set; } = [];

    /// <summary>The lines that end on its right side.</summary>
    public List<PictureBundle> Right { get; set; } = [];

    /// <summary>Its upper edge.</summary>
    public int Y { get; set; }

    /// <summary>Its left edge.</summary>
    public int X => PictureMeasures.ColumnX(Column) + PictureMeasures.Padding;

    /// <summary>Its height.</summary>
    public int Height => Math.Max(
        (2 * PictureMeasures.Padding) + ((Title.Count + Rows.Count) * PictureMeasures.Row),
        ((Math.Max(Left.Count, Right.Count) + 1) * PictureMeasures.Port) + PictureMeasures.Padding);

    /// <summary>Its middle.</summary>
    public int Middle => Y + (Height / 2);

    /// <summary>Where a line ends on a side.</summary>
    /// <param name="side">The lines of the side.</param>
    /// <param name="index">Its place among them.</param>
    public int PortY(List<PictureBundle> side, int index) => Y + (Height * (index + 1) / (side.Count + 1));
}
