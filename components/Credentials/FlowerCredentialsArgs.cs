using Pulumi;

namespace FlowerInfra;

/// <summary>The secrets of one Flower instance and who may read them.</summary>
public sealed class FlowerCredentialsArgs : ResourceArgs
{
    /// <summary>How people sign in; decides which secrets exist.</summary>
    [Input("auth", required: true)]
    public required FlowerAuth Auth { get; set; }

    /// <summary>The broker, whose URL secret is delivered beside the generated ones.</summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The result backend, whose URL secret is delivered too; null without one.</summary>
    [Input("resultBackend")]
    public BrokerArgs? ResultBackend { get; set; }

    /// <summary>The name of the EKS cluster, for the Pod Identity association.</summary>
    [Input("clusterName", required: true)]
    public required Input<string> ClusterName { get; set; }

    /// <summary>The namespace of the workload.</summary>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>The name of the workload's service account.</summary>
    [Input("serviceAccountName", required: true)]
    public required string ServiceAccountName { get; set; }

    /// <summary>
    /// The ARNs of the roles that deploy. They administer the key, write the secrets and read them back, as the provider does.
    /// Besides them, the workload's role, <see cref="RotationRoleArn"/> and <see cref="BasicAuth.PasswordReaderRoleArns"/>, everyone is
    /// denied by resource policy, administrators included. An update by anybody else is refused.
    /// </summary>
    [Input("deployerRoleArns", required: true)]
    public required List<string> DeployerRoleArns { get; set; }

    /// <summary>
    /// The version of the generated secrets. A higher number generates new passwords and a new cookie secret and restarts
    /// the pod. Default: 1.
    /// </summary>
    [Input("version")]
    public int Version { get; set; } = 1;

    /// <summary>
    /// An existing KMS key for the secrets. Its policy has to let the workload's role and
    /// <see cref="BasicAuth.PasswordReaderRoleArns"/> decrypt through Secrets Manager, and deployers and
    /// <see cref="RotationRoleArn"/> encrypt too. Default: a key of their own.
    /// </summary>
    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }

    /// <summary>
    /// The ARN of the cluster's OIDC provider: the role is then given by IRSA, through an annotation of the service account.
    /// Default: EKS Pod Identity.
    /// </summary>
    [Input("oidcProviderArn")]
    public string? OidcProviderArn { get; set; }

    /// <summary>
    /// Delivers the files through the External Secrets Operator, which needs <see cref="OidcProviderArn"/> and keeps a
    /// copy in etcd, so that the cluster's secrets must be encrypted (EKS.3). Default: the Secrets Store CSI driver.
    /// </summary>
    [Input("deliverWithExternalSecrets")]
    public bool DeliverWithExternalSecrets { get; set; }

    /// <summary>
    /// The ARN of a Lambda function that rotates the generated secrets by Secrets Manager's protocol (SecretsManager.1); with
    /// <see cref="RotationRoleArn"/>. Default: rotation by <see cref="Version"/> alone.
    /// </summary>
    [Input("rotationLambdaArn")]
    public Input<string>? RotationLambdaArn { get; set; }

    /// <summary>
    /// The ARN of that function's role, which reads and writes the generated secrets and administers nothing. No deployer.
    /// </summary>
    [Input("rotationRoleArn")]
    public string? RotationRoleArn { get; set; }

    /// <summary>Days between two automatic rotations, 1 to 90 (CKV_AWS_304). Default: 30.</summary>
    [Input("rotateAfterDays")]
    public int RotateAfterDays { get; set; } = 30;

    /// <summary>Tags for everything that takes tags.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }

    /// <summary>Records the faults of how the secrets are read and delivered.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, empty or ending in a dot.</param>
    internal void ValidateDelivery(ArgumentFaults faults, string path)
    {
        faults.Require(
            OidcProviderArn is null || ArnPatterns.OidcProvider().IsMatch(OidcProviderArn), $"{path}oidcProviderArn", OidcProviderArn,
            "is not the ARN of an OIDC provider",
            "Give an ARN such as arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/….");
        faults.Require(
            !DeliverWithExternalSecrets || OidcProviderArn is not null, $"{path}deliverWithExternalSecrets", "true",
            "needs oidcProviderArn", "Give the cluster's OIDC provider: the operator assumes the role through the service account.");
        faults.Require(
            RotateAfterDays is >= 1 and <= 90, $"{path}rotateAfterDays", $"{RotateAfterDays}",
            "is not a rotation period", "Write 1 to 90 days.");
        ValidateRotationRole(faults, $"{path}rotationRoleArn");
    }

    private void ValidateRotationRole(ArgumentFaults faults, string key)
    {
        faults.Require(
            (RotationRoleArn is null) == (RotationLambdaArn is null), key, RotationRoleArn,
            RotationRoleArn is null ? "is missing: the secrets' policy would deny the function that rotates" : "rotates nothing without rotationLambdaArn",
            "Give both: the function and its role.");
        if (RotationRoleArn is null)
            return;
        faults.Require(
            ArnPatterns.Role().IsMatch(RotationRoleArn), key, RotationRoleArn, "is not the ARN of an IAM role",
            "Give an ARN such as arn:aws:iam::123456789012:role/rotate-flower.");
        faults.Require(
            !DeployerRoleArns.Contains(RotationRoleArn), key, RotationRoleArn, "is a deployer's role, which administers the key",
            "Give the function a role of its own.");
    }

    /// <summary>The ARNs of the roles that read the generated passwords.</summary>
    internal List<string> PasswordReaderRoleArns => (Auth as BasicAuth)?.PasswordReaderRoleArns ?? [];

    /// <summary>Records the faults of the roles that read passwords.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, empty or ending in a dot.</param>
    internal void ValidateReaders(ArgumentFaults faults, string path)
    {
        var key = $"{path}{Auth.ArgumentName}.passwordReaderRoleArns";
        CustomerKey.ValidateRoles(faults, key, PasswordReaderRoleArns);
        foreach (var (arn, index) in PasswordReaderRoleArns.Select((arn, index) => (arn, index)))
        {
            faults.Require(
                !DeployerRoleArns.Contains(arn) && arn != RotationRoleArn, $"{key}[{index}]", arn,
                "deploys or rotates too, and who reads passwords does neither", "Name a role that only reads.");
        }
    }
}
