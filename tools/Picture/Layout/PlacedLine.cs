namespace FlowerInfra;

/// <summary>A line at its place.</summary>
/// <param name="Bundle">The edges that it stands for.</param>
/// <param name="Path">Its path, from left to right.</param>
/// <param name="EndsLeft">Whether who is asked is at its beginning, on the left.</param>
/// <param name="LabelX">Where its label begins.</param>
/// <param name="LabelY">The label's baseline.</param>
internal sealed record PlacedLine(PictureBundle Bundle, string Path, bool EndsLeft, int LabelX, int LabelY)
{
    /// <summary>The label, which has room between two columns.</summary>
    public string Label => RowText.Cut(Bundle.Label, PictureMeasures.LabelCharacters);
}
