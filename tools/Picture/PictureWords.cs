namespace FlowerInfra;

/// <summary>The words and signs of a picture.</summary>
internal static class PictureWords
{
    /// <summary>The sign before what a comparison marks, with a blank behind it; empty when it marks nothing.</summary>
    /// <param name="mark">The mark.</param>
    public static string Sign(this PictureMark mark) => mark switch
    {
        PictureMark.Added => "+ ",
        PictureMark.Changed => "~ ",
        PictureMark.Removed => "− ",
        _ => "",
    };

    /// <summary>The mark as a participle, which is its class in the style sheet too.</summary>
    /// <param name="mark">The mark.</param>
    public static string Word(this PictureMark mark) => mark switch
    {
        PictureMark.Added => "added",
        PictureMark.Changed => "changed",
        PictureMark.Removed => "removed",
        _ => "unchanged",
    };

    /// <summary>The mark of several in one.</summary>
    /// <param name="marks">Their marks.</param>
    public static PictureMark Joined(IEnumerable<PictureMark> marks) => marks.Distinct().ToArray() is [var only] ? only : PictureMark.Changed;

    /// <summary>The first of many texts, and how many more there are.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">How many are shown.</param>
    public static IEnumerable<string> First(IReadOnlyCollection<string> texts, int most) =>
        texts.Count <= most ? texts : texts.Take(most - 1).Append($"and {texts.Count - most + 1} more");
}
