using System.Xml.Linq;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>A picture as it is drawn.</summary>
internal sealed class DrawnPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public DrawnPicture(FlowerInfra.Picture picture) => Root = XElement.Parse(PictureSvg.Draw("p s", picture).ToString());

    /// <summary>The element of the whole.</summary>
    public XElement Root { get; }

    /// <summary>The labels of the lines.</summary>
    public IReadOnlyList<string> Labels => [.. Edges.Select(it => it.Element(Svg + "text")!.Value)];

    /// <summary>The texts of the nodes.</summary>
    public IEnumerable<string> Names => Root.Descendants(Svg + "text").Where(it => Classes(it).Contains("name")).Select(it => it.Value);

    /// <summary>The lines with a mark.</summary>
    public IEnumerable<string> Marked(string mark) => Edges.Where(it => Classes(it).Contains(mark)).Select(it => it.Element(Svg + "title")!.Value);

    private IEnumerable<XElement> Edges => Root.Elements(Svg + "g").Where(it => Classes(it).Contains("edge"));

    private static string[] Classes(XElement element) => ((string?)element.Attribute("class") ?? "").Split(' ');
}
