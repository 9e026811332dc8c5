using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>
/// What another resource may give is an input. What isn't one has to be known while the program runs, and its documentation says
/// why: somebody who has only an output would else look for a way round.
/// </summary>
[TestFixture]
internal sealed partial class PlainArgumentTests
{
    private static readonly Assembly Library = typeof(FlowerDashboard).Assembly;

    private static readonly Dictionary<string, string> Documentation = XDocument.Load(Path.ChangeExtension(Library.Location, ".xml"))
        .Descendants("member").ToDictionary(it => (string)it.Attribute("name")!, it => it.Elements().Any(part => part.Name == "inheritdoc")
            ? "<inheritdoc />"
            : Spaces().Replace((string?)it.Element("summary") ?? "", " "));

    private static IEnumerable<TestCaseData> PlainArguments =>
        from type in Library.GetExportedTypes()
        where type.IsAssignableTo(typeof(ResourceArgs))
        from property in type.GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance)
        where IsPlain(property.PropertyType)
        select new TestCaseData(property).SetArgDisplayNames(type.Name, property.Name);

    [TestCaseSource(nameof(PlainArguments))]
    public void An_argument_that_is_no_input_says_why(PropertyInfo argument) =>
        Assert.That(DocumentationOf(argument), Does.Match(@"\bPlain: \w+,? \w+"), "Make it an Input, or write \"Plain: \" and the reason into its summary.");

    [Test]
    public void Inputs_and_groups_of_arguments_are_no_plain_ones()
    {
        var plain = PlainArguments.Select(it => (PropertyInfo)it.Arguments[0]!).Select(it => $"{it.DeclaringType!.Name}.{it.Name}").ToList();

        Assert.That(plain, Does.Contain($"{nameof(FlowerDashboardArgs)}.{nameof(FlowerDashboardArgs.Host)}").And.Contain($"{nameof(EbsStorageArgs)}.{nameof(EbsStorageArgs.SizeGiB)}")
            .And.Contain($"{nameof(EfsStorageArgs)}.{nameof(EfsStorageArgs.SubnetIds)}").And.None.EqualTo($"{nameof(FlowerDashboardArgs)}.{nameof(FlowerDashboardArgs.Tags)}")
            .And.None.EqualTo($"{nameof(FlowerDashboardArgs)}.{nameof(FlowerDashboardArgs.Cluster)}").And.None.EqualTo($"{nameof(BrokerArgs)}.{nameof(BrokerArgs.Port)}"));
    }

    // Flags choose between resources, or weaken something, and are decisions of whoever writes the program.
    private static bool IsPlain(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var given
        && (given == typeof(string) || given == typeof(int) || given == typeof(double)
            || (given.IsAssignableTo(typeof(IEnumerable)) && given.GetGenericTypeDefinition() is var generic
                && generic != typeof(InputList<>) && generic != typeof(InputMap<>)));

    // Those that several classes have in common are documented once, on an interface.
    private static string DocumentationOf(PropertyInfo property)
    {
        var own = Documentation.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}", "");
        return own != "<inheritdoc />" ? own : property.DeclaringType.GetInterfaces()
            .Select(it => Documentation.GetValueOrDefault($"P:{it.FullName}.{property.Name}", "")).Single(it => it.Length > 0);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
