using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FlowerInfra;

/// <summary>The XML documentation that the compiler has put beside assemblies, as text with Markdown's code marks.</summary>
/// <param name="keyOf">The name of the key that takes a class of arguments, or null.</param>
internal sealed partial class XmlDocumentation(Func<Type, string?> keyOf)
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>?> _files = [];

    /// <summary>The names of the files that are missing, of those that were asked.</summary>
    public IEnumerable<string> Missing => _files.Where(it => it.Value is null).Select(it => FileOf(it.Key)).Order(StringComparer.Ordinal);

    /// <summary>The summary of a class.</summary>
    /// <param name="type">The class.</param>
    public string Summary(Type type) => Text(Member(type.Assembly, $"T:{type.FullName}")?.Element("summary"), type);

    /// <summary>The summary of an argument. What several classes share is documented at their interface.</summary>
    /// <param name="property">The argument.</param>
    public string Summary(PropertyInfo property) => Text(Element(property, "summary"), property.DeclaringType!);

    /// <summary>The example of an argument, or null.</summary>
    /// <param name="property">The argument.</param>
    public string? Example(PropertyInfo property) => Element(property, "example")?.Value.Trim();

    private static string FileOf(Assembly assembly) => $"{assembly.GetName().Name}.xml";

    private XElement? Element(PropertyInfo property, string name) => property.DeclaringType!.GetInterfaces().Prepend(property.DeclaringType)
        .Select(type => Member(type.Assembly, $"P:{type.FullName}.{property.Name}")?.Element(name))
        .FirstOrDefault(element => element is not null);

    private XElement? Member(Assembly assembly, string id)
    {
        if (!_files.TryGetValue(assembly, out var members))
            _files[assembly] = members = Load(Path.Combine(AppContext.BaseDirectory, FileOf(assembly)));
        return members?.GetValueOrDefault(id);
    }

    private static Dictionary<string, XElement>? Load(string file) => File.Exists(file)
        ? XDocument.Load(file).Descendants("member").ToDictionary(it => it.Attribute("name")!.Value, StringComparer.Ordinal)
        : null;

    // A class's example is for those who write C#.
    private string Text(XElement? element, Type context) => element is null ? "" : Space().Replace(
        string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } link => link.Value,
            XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } reference => Reference(reference.Value, context),
            XElement { Name.LocalName: "para" } paragraph => $" {Text(paragraph, context)} ",
            _ => "",
        })), " ").Trim();

    // Arguments are called as the configuration calls them, and constants by what they are.
    private string Reference(string id, Type context)
    {
        var name = id[2..];
        if (id.StartsWith("T:", StringComparison.Ordinal))
            return $"`{(context.Assembly.GetType(name) is { } type && keyOf(type) is { } key ? key : Last(name))}`";
        if (Find(name[..name.LastIndexOf('.')], context) is not { } owner)
            return $"`{Last(name)}`";
        var member = Last(name);
        if (ArgumentMember.Of(owner).FirstOrDefault(it => it.Property.Name == member) is { } argument)
            return $"`{argument.Name}`";
        // What several classes share stands at an interface, which has no inputs.
        if (owner.IsInterface)
            return $"`{char.ToLowerInvariant(member[0])}{member[1..]}`";
        return owner.GetField(member)?.GetRawConstantValue() is string constant ? $"`{constant}`"
            : owner.GetProperty(member, BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is IEnumerable<string> texts
                ? string.Join(", ", texts.Select(text => $"`{text}`"))
                : $"`{owner.Name}.{member}`";
    }

    // Of this assembly, or of one that it stands on.
    private static Type? Find(string name, Type context) => context.Assembly.GetType(name) ?? typeof(FlowerDashboard).Assembly.GetType(name);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
