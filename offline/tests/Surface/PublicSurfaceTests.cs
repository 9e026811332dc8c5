using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Offline.Tests.Surface;

internal sealed class PublicSurfaceTests
{
    private static readonly Type[] OfflineTypes = typeof(Config).Assembly.GetExportedTypes();

    [Test]
    public void The_offline_core_has_no_public_member_that_the_official_package_lacks()
    {
        var beyond = PublicSurface.Of(OfflineTypes).Where(line => !OfficialApi.Lines.Contains(line));

        Assert.That(string.Join('\n', beyond), Is.Empty);
    }

    [Test]
    public void A_member_that_is_not_in_the_official_list_is_found()
    {
        const string known = "Pulumi.Config.RequireObject<T>(string key) -> T";

        var surface = PublicSurface.Of(OfflineTypes).ToArray();
        var beyond = surface.Where(line => !OfficialApi.Lines.Where(it => it != known).Contains(line));

        Assert.That(beyond, Is.EqualTo([known]));
    }

    [Test]
    public void Every_kind_of_member_is_written_as_the_official_list_writes_it()
    {
        const string type = "FlowerInfra.Offline.Tests.Surface.SurfaceSample<T>";

        Assert.That(PublicSurface.Of([typeof(SurfaceSample<>)]), Is.EquivalentTo(
        [
            type,
            $"{type}.SurfaceSample(string name, int? count = null) -> void",
            $"{type}.Inherited() -> System.Collections.Generic.IEnumerable<T>",
            $"{type}.Name.get -> string",
            $"{type}.Pair() -> (string key, object value)",
            $"{type}.TryPick(out T value, params int[] indices) -> bool",
            $"{type}.this[string key].set -> void",
            $"override {type}.ToString() -> string",
            $"static {type}.Convert<U>(U value, bool strict = false) -> U",
            $"static {type}.implicit operator {type}(T value) -> {type}",
            $"static readonly {type}.Empty -> {type}",
            $"virtual {type}.Overridable() -> void",
        ]));
    }
}
