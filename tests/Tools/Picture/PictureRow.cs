using System.Xml.Linq;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>A row of the table of edges, as its reader sees it.</summary>
/// <param name="Number">The number and the mark.</param>
/// <param name="From">Who begins.</param>
/// <param name="To">Who answers.</param>
/// <param name="Over">The port.</param>
/// <param name="Through">The checks.</param>
/// <param name="Encrypted">How it is encrypted.</param>
internal sealed record PictureRow(string Number, string From, string To, string Over, IReadOnlyList<string> Through, string Encrypted)
{
    /// <summary>The rows of a picture's table.</summary>
    public static IReadOnlyList<PictureRow> Of(FlowerInfra.Picture picture) =>
    [
        .. XElement.Parse(HtmlPicture.Table(picture).ToString()).Element("tbody")!.Elements("tr")
            .Select(it => it.Elements().ToList())
            .Select(it => new PictureRow(it[0].Value, it[1].Value, it[2].Value, it[3].Value, [.. it[4].Descendants("li").Select(one => one.Value)], it[5].Value)),
    ];

    /// <summary>The row of an edge.</summary>
    public static PictureRow Single(IEnumerable<PictureRow> rows, string from, string to, string over) => rows.Single(it => it.From == from && it.To == to && it.Over == over);
}
