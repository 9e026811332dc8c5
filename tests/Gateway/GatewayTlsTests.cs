using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

internal sealed class GatewayTlsTests
{
    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor());

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13)]
    public void Current_versions_of_TLS_are_spoken(SslProtocols version)
    {
        using var client = new TcpClient(IPAddress.Loopback.ToString(), _gateway.Settings.HttpsPort);
        using var tls = new SslStream(client.GetStream());
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "",
            EnabledSslProtocols = version,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={LiveGateway.Host}",
        });

        Assert.That(tls.SslProtocol, Is.EqualTo(version));
    }

    // Byte by byte, because .NET and OpenSSL refuse to offer these versions themselves. The answer is a fatal alert
    // "protocol version"; a server that spoke the version would answer with a handshake record (22).
    [TestCase(0x01, "TLS 1.0")]
    [TestCase(0x02, "TLS 1.1")]
    public void Old_versions_of_TLS_are_refused(int minor, string version)
    {
        byte[] suites = [0xc0, 0x09, 0xc0, 0x0a, 0xc0, 0x13, 0xc0, 0x14, 0x00, 0x2f, 0x00, 0x35];
        byte[] hello = [0x03, (byte)minor, .. new byte[32], 0x00, 0x00, (byte)suites.Length, .. suites, 0x01, 0x00];
        byte[] handshake = [0x01, 0x00, 0x00, (byte)hello.Length, .. hello];
        byte[] record = [0x16, 0x03, (byte)minor, 0x00, (byte)handshake.Length, .. handshake];

        using var client = new TcpClient(IPAddress.Loopback.ToString(), _gateway.Settings.HttpsPort);
        client.GetStream().Write(record);
        var answer = new byte[7];
        client.GetStream().ReadExactly(answer);

        Assert.That((answer[0], answer[5], answer[6]), Is.EqualTo(((byte)21, (byte)2, (byte)70)), version);
    }

    [Test]
    public void Plain_HTTP_is_not_served()
    {
        using var client = new TcpClient(IPAddress.Loopback.ToString(), _gateway.Settings.HttpsPort);
        client.GetStream().Write("GET /flower/workers HTTP/1.1\r\nHost: flower.example.internal\r\nConnection: close\r\n\r\n"u8);
        using var reader = new StreamReader(client.GetStream());

        Assert.That(reader.ReadToEnd(), Does.StartWith("HTTP/1.1 400"));
        Assert.That(_gateway.Upstream.Take(), Is.Empty);
    }
}
