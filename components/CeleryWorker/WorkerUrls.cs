using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The URLs that workers are given themselves, in secrets under a key of their own that their role alone reads.</summary>
internal static class WorkerUrls
{
    /// <summary>Creates the key and the secrets.</summary>
    /// <param name="group">What they belong to.</param>
    /// <param name="worker">The workers.</param>
    /// <param name="roleArn">The ARN of the workers' role.</param>
    /// <param name="account">The account.</param>
    /// <param name="deployer">What they wait for: <see cref="DeployerCheck"/>.</param>
    /// <returns>The key's ARN, and for each file the secret's ARN and the id of its value's version.</returns>
    public static (Output<string> KeyArn, SortedDictionary<string, (Output<string> Arn, Output<string> VersionId)> Secrets) Keep(
        ResourceGroup group, WorkerModel worker, Output<string> roleArn, AwsAccount account, InputList<Resource> deployer)
    {
        CustomResourceOptions Child() => new() { Parent = group.Resource, DependsOn = deployer };

        var readers = roleArn.Apply(arn => ImmutableArray.Create(arn));
        var uses = Output.Tuple(readers, worker.DeployerRoleArns, account.Region)
            .Apply(it => SecretAccess.OfKey(new SecretRoles(it.Item1, it.Item2, [], Rotation: null), it.Item3));
        var keyArn = CustomerKey.Create(
            $"{worker.Name}-key", $"{worker.Name}-worker", $"URLs of the Celery workers {worker.Name}", worker.DeployerRoleArns, account, uses, worker.Tags,
            Child()).Arn;
        var secrets = new UrlSecrets(worker.Name, keyArn, worker.DeployerRoleArns, worker.Tags, Child);
        var kept = new SortedDictionary<string, (Output<string>, Output<string>)>(StringComparer.Ordinal);
        foreach (var (file, url) in worker.GivenUrls)
            kept[file] = secrets.Create(file, $"The file {file} of the Celery workers {worker.Name}", url, readers, []);
        return (keyArn, kept);
    }
}
