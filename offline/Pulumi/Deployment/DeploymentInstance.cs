namespace Pulumi;

public sealed class DeploymentInstance
{
    private readonly Deployment _deployment;

    internal DeploymentInstance(Deployment deployment) => _deployment = deployment;

    public string ProjectName => _deployment.ProjectName;

    public string StackName => _deployment.StackName;

    public string OrganizationName => _deployment.OrganizationName;

    public string RootDirectory => _deployment.RootDirectory;

    public bool IsDryRun => _deployment.IsDryRun;

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        _deployment.InvokeAsync<T>(token, args, options, single: false);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        _deployment.InvokeAsync<object>(token, args, options, single: false);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        _deployment.InvokeAsync<T>(token, args, options, single: true);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(_deployment.InvokeOutputAsync<T>(token, args, options, single: false));

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(_deployment.InvokeOutputAsync<T>(token, args, options, single: true));
}
