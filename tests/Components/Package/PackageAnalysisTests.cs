using System.Reflection;
using FlowerInfra.Tests.Components.Audit;
using FlowerInfra.Tests.Components.Brokers;
using FlowerInfra.Tests.Components.CelerySigning;
using FlowerInfra.Tests.Components.CeleryWorkers;
using FlowerInfra.Tests.Components.Settings;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>The components can be served to other languages as they are.</summary>
[TestFixture]
internal sealed class PackageAnalysisTests
{
    private static readonly Assembly Library = typeof(FlowerDashboard).Assembly;

    [Test]
    public void Every_component_can_be_served_to_other_languages() =>
        Assert.That(string.Join('\n', PackageAnalysis.FaultsOf(Library)), Is.Empty);

    [Test]
    public void Those_that_a_team_composes_are_served_and_no_others() => Assert.That(
        PackageAnalysis.Components(Library), Is.EquivalentTo(new[]
        {
            typeof(AuditTrail), typeof(CeleryBroker), typeof(CeleryMessageSigning), typeof(CelerySettings), typeof(CeleryWorker),
            typeof(FlowerDashboard), typeof(InternalLoadBalancer), typeof(LogShipping),
        }));

    // The SDK refuses outputs of types that it can't read back when a component is constructed, and sees arguments only if they
    // reach the base class.
    [Test]
    public async Task The_sdk_takes_every_components_outputs_and_gets_its_arguments()
    {
        var program = await MockedProgram.RunAsync(() =>
        {
            _ = new FlowerDashboard("dashboard", ComponentExamples.WithAdmin());
            _ = new InternalLoadBalancer("balancer", ComponentExamples.LoadBalancer());
            _ = new AuditTrail("audit", AuditTrailExample.Args());
            _ = new CeleryBroker("broker", CeleryBrokerExample.OnElastiCache());
            _ = new CelerySettings("settings", CelerySettingsExample.Worker());
            _ = new CeleryMessageSigning("signing", CeleryMessageSigningExample.Args());
            _ = new CeleryWorker("worker", CeleryWorkerExample.Args());
            _ = new LogShipping("shipping", LogShippingExample.Args());
        });

        Assert.That(
            PackageAnalysis.Components(Library).Select(it => program.Of(it.Name).Single().Inputs.Count), Is.All.GreaterThan(0));
    }

    [TestCase(typeof(PackageSamples.WithoutOptions), "WithoutOptions: has no constructor of a name, args and ComponentResourceOptions")]
    [TestCase(typeof(PackageSamples.WithMore), "WithMore: has no constructor of a name, args and ComponentResourceOptions")]
    [TestCase(typeof(PackageSamples.WithUnnamedOutput), "WithUnnamedOutput.Unnamed: has no [Input] or [Output] with a name")]
    [TestCase(typeof(PackageSamples.WithImmutableArray), "WithImmutableArray.Names: has a type that the analyzer doesn't know, ImmutableArray")]
    [TestCase(typeof(PackageSamples.WithInput), "WithInput.Given: is an input of a component, which has them in its args")]
    [TestCase(typeof(PackageSamples.WithOneNullable), "WithOneNullable.There: is optional to other languages, and isn't")]
    [TestCase(typeof(PackageSamples.WithOtherName), "RenamedResult.Path: has another name in the schema than the SDK gives it")]
    public void A_component_that_is_refused_is_named(Type component, string fault) =>
        Assert.That(PackageAnalysis.FaultsOf(component), Does.Contain(fault));

    [TestCase(typeof(PackageSamples.UnnamedArgs), "UnnamedArgs.Name: has no [Input] or [Output] with a name")]
    [TestCase(typeof(PackageSamples.FieldArgs), "FieldArgs.Name: has no [Input] or [Output] with a name")]
    [TestCase(typeof(PackageSamples.TwiceArgs), "TwiceArgs.Other: has another member's name")]
    [TestCase(typeof(PackageSamples.FlagArgs), "FlagArgs.Flag: may be left out, which throws unless it is nullable")]
    [TestCase(typeof(PackageSamples.DefaultArgs), "DefaultArgs.Text: has a default, which is lost in other languages")]
    [TestCase(typeof(PackageSamples.DefaultArgs), "DefaultArgs.Tags: has a default, which is lost in other languages")]
    [TestCase(typeof(PackageSamples.ReadOnlyArgs), "ReadOnlyArgs.Text: can't be set")]
    [TestCase(typeof(PackageSamples.ParameterArgs), "ParameterArgs: has no constructor without parameters")]
    [TestCase(typeof(PackageSamples.OutputArgs), "OutputArgs.Text: has Output on the wrong side")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Array: has a type that the analyzer doesn't know, ImmutableArray")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Day: has a type that is no class, SampleDay")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Interface: has a type that is no class, ISample")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Keys: has keys that are no texts")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Kind: has an abstract type, KindArgs")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Topic: refers to a resource, Topic")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Url: has a type of another package, System.Uri")]
    [TestCase(typeof(PackageSamples.OtherTypesArgs), "OtherTypesArgs.Volume: has a type of another package, Pulumi.Kubernetes.Types.Inputs.Core.V1.VolumeArgs")]
    [TestCase(typeof(PackageSamples.DeepArgs), "FlagArgs.Flag: may be left out, which throws unless it is nullable")]
    [TestCase(typeof(PackageSamples.SameNameArgs), "SameNameArgs.Second: Sample has the schema's name of SampleArgs and other properties\n  text: string\n  text: integer")]
    public void Arguments_that_are_refused_or_lost_are_named(Type args, string fault) =>
        Assert.That(PackageAnalysis.FaultsOf(typeof(PackageSamples.Component<>).MakeGenericType(args)), Does.Contain(fault));

    [Test]
    public void Arguments_of_the_name_of_an_earlier_result_are_named()
    {
        var (earlier, later) = (typeof(PackageSamples.WithPlace), typeof(PackageSamples.Component<PackageSamples.HasPlaceArgs>));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                PackageAnalysis.FaultsOf(earlier, later),
                Is.EqualTo(new[] { "HasPlaceArgs.Place: PlaceArgs has the schema's name of Place, which comes first and takes no outputs" }));
            Assert.That(PackageAnalysis.FaultsOf(later, earlier), Is.Empty);
        }
    }

    [Test]
    public void Every_type_that_the_analyzer_knows_is_accepted() =>
        Assert.That(PackageAnalysis.FaultsOf(typeof(PackageSamples.Component<PackageSamples.AcceptedArgs>)), Is.Empty);
}
