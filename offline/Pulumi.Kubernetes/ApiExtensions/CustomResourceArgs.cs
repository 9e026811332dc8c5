using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

public abstract class CustomResourceArgs : ResourceArgs
{
    protected CustomResourceArgs(string apiVersion, string kind)
    {
        Version = apiVersion;
        KindName = kind;
    }

    [Input("apiVersion", required: true)]
    public Input<string> ApiVersion => Version;

    [Input("kind", required: true)]
    public Input<string> Kind => KindName;

    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Version { get; }

    internal string KindName { get; }
}
