using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class ResourceOptionsTests
{
    [Test]
    public async Task In_a_merge_the_second_options_win_and_lists_add_up()
    {
        var timeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(5) };
        CustomResourceOptions first = new(), second = new(), merged = new();

        await new RecordingMocks().PreviewAsync(() =>
        {
            var (one, two) = (new Sample("one"), new Sample("two"));
            first = new CustomResourceOptions
            {
                Protect = true,
                Parent = one,
                IgnoreChanges = { "a" },
                DependsOn = { one },
                Aliases = { new Alias { Name = "old" } },
                AdditionalSecretOutputs = { "x" },
                ImportId = "first",
                Version = "1",
                ReplaceOnChanges = { "r" },
            };
            second = new CustomResourceOptions
            {
                Protect = false,
                IgnoreChanges = { "b" },
                DependsOn = { two },
                Aliases = { new Alias { Name = "older" } },
                AdditionalSecretOutputs = { "y" },
                ImportId = "second",
                DeleteBeforeReplace = true,
                CustomTimeouts = timeouts,
                RetainOnDelete = true,
                DeletedWith = one,
                PluginDownloadURL = "https://example.com",
            };
            merged = CustomResourceOptions.Merge(first, second);
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(merged.Protect, Is.False);
            Assert.That(merged.Parent!.GetResourceName(), Is.EqualTo("one"));
            Assert.That(merged.IgnoreChanges, Is.EqualTo(["a", "b"]));
            Assert.That(merged.ReplaceOnChanges, Is.EqualTo(["r"]));
            Assert.That(merged.Aliases, Has.Count.EqualTo(2));
            Assert.That(merged.AdditionalSecretOutputs, Is.EqualTo(["x", "y"]));
            Assert.That((merged.ImportId, merged.Version, merged.PluginDownloadURL), Is.EqualTo(("second", "1", "https://example.com")));
            Assert.That((merged.DeleteBeforeReplace, merged.RetainOnDelete), Is.EqualTo(((bool?)true, (bool?)true)));
            Assert.That(merged.CustomTimeouts!.Create, Is.EqualTo(timeouts.Create));
            Assert.That(merged.DeletedWith!.GetResourceName(), Is.EqualTo("one"));
            Assert.That(await NamesAsync(merged.DependsOn), Is.EqualTo(["one", "two"]));
            Assert.That(await NamesAsync(first.DependsOn), Is.EqualTo(["one"]));
            Assert.That(first.IgnoreChanges, Is.EqualTo(["a"]));
        }
    }

    [Test]
    public void Options_can_be_merged_with_none()
    {
        var options = new ComponentResourceOptions { Protect = true };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ComponentResourceOptions.Merge(options, null).Protect, Is.True);
            Assert.That(ComponentResourceOptions.Merge(null, options).Protect, Is.True);
            Assert.That(CustomResourceOptions.Merge(null, null).Protect, Is.Null);
        }
    }

    [Test]
    public async Task Merged_components_have_one_provider_a_package()
    {
        IEnumerable<string> names = [];

        await new RecordingMocks().PreviewAsync(() =>
        {
            var first = new ComponentResourceOptions { Providers = { new SampleProvider("first") } };
            var second = new ComponentResourceOptions { Providers = { new SampleProvider("second") } };
            names = ComponentResourceOptions.Merge(first, second).Providers.Select(it => it.GetResourceName());
        });

        Assert.That(names, Is.EqualTo(["second"]));
    }

    [Test]
    public async Task Options_are_invisible_to_mocks()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() =>
        {
            var first = new Sample("first");
            _ = new Sample("second", new SampleArgs { Text = "a" }, new CustomResourceOptions
            {
                Parent = first,
                Protect = true,
                DependsOn = first,
                Aliases = { new Alias { Name = "old", NoParent = true }, new Alias { Urn = "urn:pulumi:a::b::c:d:E::f" } },
            });
        });

        var args = mocks["second"];
        Assert.That((args.Type, args.Id, args.Provider, args.Inputs.Count), Is.EqualTo((Sample.Token, "", "", 1)));
    }

    [Test]
    public async Task A_transformation_sees_the_protection_that_was_asked_for_and_not_the_inherited_one()
    {
        var seen = new List<(string Name, bool? Protect)>();

        await new RecordingMocks().PreviewAsync(() =>
        {
            var parent = new Sample("parent", null, new CustomResourceOptions { Protect = true });
            var child = new Sample("child", null, new CustomResourceOptions { Parent = parent });
            ResourceTransformation look = args =>
            {
                seen.Add((args.Resource.GetResourceName(), args.Options.Protect));
                return null;
            };
            _ = new Sample("grandchild", null, new CustomResourceOptions { Parent = child, ResourceTransformations = { look } });
        });

        // What is inherited is filled in after the transformations.
        Assert.That(seen, Is.EqualTo([("grandchild", (bool?)null)]));
    }

    [Test]
    public async Task An_import_hands_the_id_to_the_mocks_and_keeps_theirs()
    {
        Sample? theirs = null, imported = null;
        var mocks = new RecordingMocks { Answer = args => (args.Name == "theirs" ? "theirs-id" : null, args.Inputs) };

        await mocks.PreviewAsync(() =>
        {
            theirs = new Sample("theirs", null, new CustomResourceOptions { ImportId = "asked" });
            imported = new Sample("imported", null, new CustomResourceOptions { ImportId = "asked" });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks["imported"].Id, Is.EqualTo("asked"));
            Assert.That(await OutputUtilities.GetValueAsync(theirs!.Id), Is.EqualTo("theirs-id"));
            Assert.That(await OutputUtilities.GetValueAsync(imported!.Id), Is.EqualTo("asked"));
        }
    }

    [Test]
    public async Task What_is_read_by_an_id_keeps_that_id()
    {
        Sample? sample = null;
        var mocks = RecordingMocks.Answering(("text", "found"));

        await mocks.PreviewAsync(() => sample = new Sample("one", null, new CustomResourceOptions { Id = "existing" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks["one"].Id, Is.EqualTo("existing"));
            Assert.That(await OutputUtilities.GetValueAsync(sample!.Id), Is.EqualTo("existing"));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Text), Is.EqualTo("found"));
        }
    }

    [Test]
    public async Task What_is_registered_can_be_had_again_by_its_urn()
    {
        Sample? again = null;
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() =>
        {
            _ = new Sample("one", new SampleArgs { Text = "a" });
            again = new Sample("again", null, new CustomResourceOptions
            {
                Urn = "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Sample::one",
            });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(again!.Id), Is.EqualTo("one-id"));
            Assert.That(await OutputUtilities.GetValueAsync(again.Text), Is.EqualTo("a"));
            Assert.That(mocks.Registered, Has.Count.EqualTo(1));
        }
    }

    private static async Task<string[]> NamesAsync(InputList<Resource> resources) =>
        [.. (await OutputUtilities.GetValueAsync(resources.ToOutput())).Select(it => it.GetResourceName())];
}
