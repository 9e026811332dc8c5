using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>Whatever is in a picture, nothing in it lies on anything else.</summary>
[TestFixture]
internal sealed class PictureLayoutTests
{
    private static readonly string[] Names = ["a", "flower-stateful-set", "sg-0123456789ab0de0c", new('x', 90), "何か長い名前のノードですよねこれは", "a b c d e f g h i j k l m n o p q r s t u v w x y z", ""];

    private static Gen<FlowerInfra.Picture> Pictures =>
        from count in Gen.Choose(1, 24)
        from nodes in (
            from zone in Gen.Elements(Enum.GetValues<PictureZone>())
            from box in Gen.Choose(0, 2)
            from title in Gen.Elements(Names)
            from lines in Gen.ListOf(Gen.Elements(Names), 3)
            from mark in Gen.Elements(Enum.GetValues<PictureMark>())
            select (zone, box, title, lines, mark)).ListOf(count)
        from ends in Gen.Choose(0, 40).SelectMany(edges => (
            from one in Gen.Choose(0, count - 1)
            from other in Gen.Choose(0, count - 1)
            from port in Gen.Choose(1, 65535)
            from mark in Gen.Elements(Enum.GetValues<PictureMark>())
            select (one, other, port, mark)).ListOf(edges))
        select FlowerInfra.Picture.Sorted(
            nodes.Select((it, index) => new PictureNode($"{index}", it.zone, $"{it.zone} {it.box}", it.title, [.. it.lines]) { Mark = it.mark }),
            ends.DistinctBy(it => (it.one, it.other, it.port)).Select(it => new PictureEdge($"{it.one}", $"{it.other}", PictureTraffic.Of("tcp", it.port, it.port)) { Mark = it.mark }));

    [Test]
    public void Nodes_boundaries_and_labels_never_overlap_and_stay_within_the_picture() =>
        Prop.ForAll(Pictures.ToArbitrary(), picture =>
        {
            var layout = new PictureLayout(picture);
            var nodes = layout.Nodes.Select(it => new Area(it.X, it.Y, PictureMeasures.NodeWidth, it.Height)).ToList();
            var boxes = layout.Boxes.Select(it => new Area(it.X, it.Y, PictureMeasures.BoxWidth, it.Height)).ToList();
            var labels = layout.Lines.Select(it => new Area(it.LabelX, it.LabelY - PictureMeasures.RowFont + 2, Width(it.Label), PictureMeasures.RowFont)).ToList();
            return Separate(nodes) && Separate(boxes) && Separate(labels)
                && labels.All(label => nodes.All(node => !node.Meets(label)))
                && nodes.All(node => boxes.Any(box => box.Holds(node)))
                && nodes.Concat(boxes).Concat(labels).All(new Area(0, 0, layout.Width, layout.Height).Holds);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Every_row_of_text_fits_into_its_node() =>
        Prop.ForAll(Pictures.ToArbitrary(), picture => new PictureLayout(picture).Nodes.All(node =>
            node.Title.All(it => it.Length <= PictureMeasures.TitleCharacters) && node.Rows.All(it => it.Length <= PictureMeasures.RowCharacters)
            && (2 * PictureMeasures.Padding) + ((node.Title.Count + node.Rows.Count) * PictureMeasures.Row) <= node.Height)).QuickCheckThrowOnFailure();

    private static int Width(string label) => (int)Math.Ceiling(label.Length * PictureMeasures.RowFont * 0.61);

    private static bool Separate(List<Area> areas) => areas.Index().All(it => areas.Skip(it.Index + 1).All(other => !it.Item.Meets(other)));

    private readonly record struct Area(int X, int Y, int Width, int Height)
    {
        public bool Meets(Area other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

        public bool Holds(Area other) => X <= other.X && Y <= other.Y && other.X + other.Width <= X + Width && other.Y + other.Height <= Y + Height;
    }
}
