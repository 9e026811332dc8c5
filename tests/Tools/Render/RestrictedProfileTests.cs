using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Render;

[TestFixture]
internal sealed class RestrictedProfileTests
{
    private static IEnumerable<TestCaseData> ChecksOfStacks =>
        from stack in RenderedStacks.Names
        from id in RestrictedProfile.Checks.Keys
        select new TestCaseData(stack, id);

    [TestCaseSource(nameof(ChecksOfStacks))]
    public async Task Every_pod_template_of_a_stack_passes(string stack, string id)
    {
        var objects = await RenderedStacks.ObjectsAsync(stack);
        var templates = objects.SelectMany(it => RestrictedProfile.PodTemplates(it.Value).Select(pod => (it.Key, Pod: pod))).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(templates.Where(it => !RestrictedProfile.Checks[id](it.Pod)).Select(it => it.Key), Is.Empty);
            Assert.That(templates, Is.Not.Empty);
        }
    }

    [TestCase("allowPrivilegeEscalation", "/spec/containers/0/securityContext/allowPrivilegeEscalation", "null")]
    [TestCase("appArmorProfile", "/spec/securityContext/appArmorProfile", """{ "type": "Unconfined" }""")]
    [TestCase("capabilities_restricted", "/spec/containers/0/securityContext/capabilities/add", """[ "NET_ADMIN" ]""")]
    [TestCase("hostNamespaces", "/spec/hostPID", "true")]
    [TestCase("hostPathVolumes", "/spec/volumes/0/hostPath", """{ "path": "/" }""")]
    [TestCase("hostPorts", "/spec/containers/1/ports/0/hostPort", "8443")]
    [TestCase("hostProbesAndHostLifecycle", "/spec/containers/1/readinessProbe/httpGet/host", "\"127.0.0.1\"")]
    [TestCase("privileged", "/spec/containers/0/securityContext/privileged", "true")]
    [TestCase("procMount", "/spec/containers/0/securityContext/procMount", "\"Unmasked\"")]
    [TestCase("restrictedVolumes", "/spec/volumes/0/nfs", """{ "server": "s", "path": "/" }""")]
    [TestCase("runAsNonRoot", "/spec/containers/0/securityContext/runAsNonRoot", "false")]
    [TestCase("runAsUser", "/spec/securityContext/runAsUser", "0")]
    [TestCase("seLinuxOptions", "/spec/securityContext/seLinuxOptions", """{ "user": "root" }""")]
    [TestCase("seccompProfile_restricted", "/spec/securityContext/seccompProfile/type", "\"Unconfined\"")]
    [TestCase("sysctls", "/spec/securityContext/sysctls", """[ { "name": "kernel.msgmax", "value": "1" } ]""")]
    [TestCase("windowsHostProcess", "/spec/securityContext/windowsOptions", """{ "hostProcess": true }""")]
    public async Task The_check_finds_a_template_that_breaks_it(string id, string pointer, string value)
    {
        var objects = await RenderedStacks.ObjectsAsync("dev");
        var pod = objects.Values.SelectMany(RestrictedProfile.PodTemplates).First().DeepClone().AsObject();

        JsonPointer.Set(pod, pointer, value);

        Assert.That(RestrictedProfile.Checks[id](pod), Is.False);
    }
}
