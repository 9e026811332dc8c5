using Pulumi;

namespace FlowerInfra.Tests.Tools.Configuration;

/// <summary>A configuration with every kind of value.</summary>
[KeyDefault("shops.NAME.owner", "owner")]
[KeyDefault("shops.NAME.city", "owner.city", "town")]
[KeyDefault("shops.NAME.chain", "chain", IsFixed = true)]
[KeyDefault("shops.NAME.id", IsFixed = true)]
[KeyDefault("shops.NAME.label", Text = "the shop's name")]
[MovedKey("ownerName", "owner.name")]
internal sealed class SampleConfiguration : ResourceArgs
{
    [Input("chain", required: true)]
    public required Input<string> Chain { get; set; }

    [Input("town")]
    public string? Town { get; set; }

    [Input("owner")]
    public SampleOwner? Owner { get; set; }

    [Input("shops", required: true)]
    public required Dictionary<string, SampleShop> Shops { get; set; }

    internal sealed class SampleOwner : ResourceArgs
    {
        [Input("name", required: true)]
        public required string Name { get; set; }

        [Input("city")]
        public Input<string>? City { get; set; }
    }

    internal sealed class SampleShop : ResourceArgs
    {
        [Input("id", required: true)]
        public required string Id { get; set; }

        [Input("label", required: true)]
        public required string Label { get; set; }

        [Input("chain", required: true)]
        public required Input<string> Chain { get; set; }

        [Input("owner", required: true)]
        public required SampleOwner Owner { get; set; }

        [Input("city")]
        public Input<string>? City { get; set; }

        [Input("floors")]
        public int? Floors { get; set; }

        [Input("port")]
        public Input<int>? Port { get; set; }

        [Input("isOpen")]
        public bool? IsOpen { get; set; }

        [Input("isNew")]
        public Input<bool>? IsNew { get; set; }

        [Input("names")]
        public List<string>? Names { get; set; }

        [Input("aliases")]
        public InputList<string>? Aliases { get; set; }

        [Input("tags")]
        public InputMap<string>? Tags { get; set; }

        [Input("doors")]
        public Dictionary<string, Input<string>>? Doors { get; set; }

        [Input("owners")]
        public List<SampleOwner>? Owners { get; set; }

        [Input("password")]
        public Input<string>? Password { get; set => field = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput()); }
    }
}
