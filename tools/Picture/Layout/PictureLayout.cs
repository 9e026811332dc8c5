using static FlowerInfra.PictureMeasures;

namespace FlowerInfra;

/// <summary>
/// A picture in columns: outside, load balancers, pods, and what those reach. Nothing overlaps: nodes are stacked, lines are level
/// beside the nodes, where their labels are, and change their height where neither nodes nor labels are. A line to a column behind
/// the next one passes below the nodes between.
/// </summary>
internal sealed class PictureLayout
{
    private const int Sweeps = 4;

    private readonly List<List<List<PlacedNode>>> _columns;
    private readonly Dictionary<string, PlacedNode> _nodes;
    private readonly Dictionary<(int Column, PictureBundle Bundle), int> _passages = [];

    /// <summary>Lays a picture out.</summary>
    /// <param name="picture">The picture, folded.</param>
    public PictureLayout(Picture picture)
    {
        Bundles = PictureBundle.Of(picture);
        var columns = picture.Nodes.Select(it => ColumnOf(it.Zone)).Distinct().Order().ToList();
        var placed = picture.Nodes.Select(it => new PlacedNode(it, columns.IndexOf(ColumnOf(it.Zone)))).ToList();
        _nodes = placed.ToDictionary(it => it.Node.Key, StringComparer.Ordinal);
        _columns = [.. placed.GroupBy(it => it.Column).OrderBy(it => it.Key)
            .Select(it => it.GroupBy(node => (node.Node.Zone, node.Node.Boundary)).Select(box => box.ToList()).ToList())];
        foreach (var bundle in Bundles)
        {
            var (from, to) = (Of(bundle.From), Of(bundle.To));
            (from.Column <= to.Column ? from.Right : from.Left).Add(bundle);
            (to.Column <= from.Column ? to.Right : to.Left).Add(bundle);
        }

        Arrange();
        Boxes = [.. _columns.SelectMany(column => column.Select(BoxOf))];
        Lines = [.. Bundles.Select(LineOf)];
        var hasLoops = Bundles.Any(it => Of(it.From).Column == _columns.Count - 1 && Of(it.To).Column == _columns.Count - 1);
        Width = ColumnX(Math.Max(_columns.Count, 1) - 1) + BoxWidth + Margin + (hasLoops ? LabelWidth + BendWidth : 0);
        Height = _passages.Values.Select(it => it + Port).Concat(Boxes.Select(it => it.Y + it.Height)).DefaultIfEmpty(0).Max() + Margin;
    }

    /// <summary>The lines' edges.</summary>
    public IReadOnlyList<PictureBundle> Bundles { get; }

    /// <summary>The boundaries.</summary>
    public IReadOnlyList<PlacedBox> Boxes { get; }

    /// <summary>The nodes.</summary>
    public IEnumerable<PlacedNode> Nodes => _columns.SelectMany(it => it).SelectMany(it => it);

    /// <summary>The lines.</summary>
    public IReadOnlyList<PlacedLine> Lines { get; }

    /// <summary>The width of everything.</summary>
    public int Width { get; }

    /// <summary>The height of everything.</summary>
    public int Height { get; }

    // Servers and AWS's services are both what pods reach, and stand in two boxes of one column.
    private static int ColumnOf(PictureZone zone) => Math.Min((int)zone, (int)PictureZone.Servers);

    private PlacedNode Of(PictureNode node) => _nodes[node.Key];

    private PlacedNode Other(PlacedNode node, PictureBundle bundle) => Of(bundle.From) == node ? Of(bundle.To) : Of(bundle.From);

    // Each node goes to the middle of those that it has lines with, as far as its box lets it.
    private void Arrange()
    {
        Stack();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? _columns : _columns.AsEnumerable().Reverse())
            {
                foreach (var box in column)
                    Sort(box, Wish);
                var zones = column.Select(box => (Box: box, box[0].Node.Zone, Wish: box.Average(Wish))).OrderBy(it => it.Zone).ThenBy(it => it.Wish).ToList();
                column.Clear();
                column.AddRange(zones.Select(it => it.Box));
                Stack();
            }
        }

        foreach (var node in Nodes)
        {
            node.Left = [.. node.Left.OrderBy(it => EndOf(node, it))];
            node.Right = [.. node.Right.OrderBy(it => EndOf(node, it))];
        }
    }

    private static void Sort(List<PlacedNode> box, Func<PlacedNode, double> wish)
    {
        var sorted = box.Select(it => (Node: it, Wish: wish(it))).OrderBy(it => it.Wish).Select(it => it.Node).ToList();
        box.Clear();
        box.AddRange(sorted);
    }

    private double Wish(PlacedNode node) => node.Node.IsRest
        ? double.MaxValue
        : node.Left.Concat(node.Right).Select(it => (double)Other(node, it).Middle).DefaultIfEmpty(double.MaxValue).Average();

    // Where the line leads first, seen from a node.
    private int EndOf(PlacedNode node, PictureBundle bundle)
    {
        var other = Other(node, bundle);
        var next = node.Column + Math.Sign(other.Column - node.Column);
        return _passages.TryGetValue((next, bundle), out var passage) ? passage : other.Middle;
    }

    private void Stack()
    {
        var highest = _columns.Select(column => column.Sum(HeightOf) + ((column.Count - 1) * BoxGap)).DefaultIfEmpty(0).Max();
        for (var index = 0; index < _columns.Count; index++)
        {
            var (boxes, own) = (_columns[index].Count, _columns[index].Sum(HeightOf));
            var gap = Math.Clamp((highest - own) / boxes, BoxGap, MostBoxGap);
            var y = Margin + Math.Min((highest - own - ((boxes - 1) * gap)) / 2, MostOffset);
            foreach (var box in _columns[index])
            {
                var inner = y + Padding + Row;
                foreach (var node in box)
                {
                    node.Y = inner;
                    inner += node.Height + NodeGap;
                }

                y += HeightOf(box) + gap;
            }

            y += BoxGap - gap;

            foreach (var bundle in Bundles.Where(it => Passes(it, index)))
            {
                _passages[(index, bundle)] = y;
                y += Port;
            }
        }
    }

    private bool Passes(PictureBundle bundle, int column)
    {
        var (one, other) = (Of(bundle.From).Column, Of(bundle.To).Column);
        return Math.Min(one, other) < column && column < Math.Max(one, other);
    }

    private static int HeightOf(List<PlacedNode> box) => (2 * Padding) + Row + box.Sum(it => it.Height + NodeGap) - NodeGap;

    private static PlacedBox BoxOf(List<PlacedNode> box) =>
        new(box[0].Node.Boundary, ColumnX(box[0].Column), box[0].Y - Padding - Row, HeightOf(box));

    private PlacedLine LineOf(PictureBundle bundle)
    {
        var (left, right) = (Of(bundle.From), Of(bundle.To));
        if (left.Column > right.Column)
            (left, right) = (right, left);
        var (x, y) = (left.X + NodeWidth, left.PortY(left.Right, left.Right.IndexOf(bundle)));
        var path = $"M{x} {y}";
        var bend = ColumnX(left.Column) + BoxWidth + LabelWidth;
        if (left.Column == right.Column)
        {
            // Of a line to its own node the second of its ends.
            var end = right.PortY(right.Right, right.Right.LastIndexOf(bundle));
            path += $"H{bend}C{bend + BendWidth} {y} {bend + BendWidth} {end} {bend} {end}H{x}";
        }
        else
        {
            var from = y;
            for (var column = left.Column + 1; column <= right.Column; column++)
            {
                var to = column == right.Column ? right.PortY(right.Left, right.Left.IndexOf(bundle)) : _passages[(column, bundle)];
                path += $"H{bend}C{bend + (BendWidth / 2)} {from} {bend + (BendWidth / 2)} {to} {bend + BendWidth} {to}";
                (from, bend) = (to, ColumnX(column) + BoxWidth + LabelWidth);
            }

            path += $"H{right.X}";
        }

        return new PlacedLine(bundle, path, EndsLeft: Of(bundle.To) == left && left != right && left.Column != right.Column, x + Padding + 3, y - 3);
    }
}
