import Documents
import TestSupport
import Testing

@testable import Storage
@testable import Transfer

/// Where servers and keys are found.
@Suite struct ConfigurationTests {
    private let folder: TemporaryFolder
    private let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            # keys
            [default]
            aws_access_key_id = AKDEFAULT
            aws_secret_access_key=secret=of/default+
            [lab]
            aws_access_key_id = AKLAB
            aws_secret_access_key = of-lab
            aws_session_token = token-of-lab
            """, to: ".aws/credentials")
        try folder.write(
            """
            [default]
            region = eu-west-1
            [profile lab]
            region = us-west-2
            endpoint_url = http://127.0.0.1:9000/
            s3 =
              addressing_style = virtual
            [profile sso]
            sso_session = x
            """, to: ".aws/config")
        environment = ["HOME": folder.path]
    }

    private func configuration(_ others: [String: String]) throws -> S3Configuration {
        try S3Configuration(environment.merging(others) { $1 })
    }

    @Test func profilesAreRead() throws {
        let usual = try configuration([:])
        #expect(usual.signer?.accessKey == "AKDEFAULT" && usual.signer?.secretKey == "secret=of/default+")
        #expect(usual.region == "eu-west-1" && usual.endpoint == nil)
        let lab = try configuration(["AWS_PROFILE": "lab"])
        #expect(lab.signer?.sessionToken == "token-of-lab" && lab.region == "us-west-2")
        #expect(lab.url(of: try S3Location("s3://b/k")) == "http://b.127.0.0.1:9000/k")
    }

    @Test func variablesComeFirst() throws {
        let found = try configuration([
            "AWS_PROFILE": "lab", "AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": "S", "AWS_REGION": "r-1",
            "AWS_ENDPOINT_URL": "http://other", "AWS_ENDPOINT_URL_S3": "http://s3", "TESSERA_S3_ADDRESSING": "path",
        ])
        #expect(found.signer == RequestSigner(accessKey: "AK", secretKey: "S", region: "r-1"))
        #expect(found.url(of: try S3Location("s3://b/k")) == "http://s3/b/k")
        #expect(try S3Configuration(["HOME": "/nowhere"]).signer == nil)
    }

    @Test func whatIsWrongIsSaid() throws {
        func complaint(_ others: [String: String]) -> String {
            do { return "\(try configuration(others).region)" } catch { return "\(error)" }
        }
        #expect(
            complaint(["AWS_PROFILE": "none"]).contains("there is no profile 'none'; use one of: default, lab, sso"))
        #expect(complaint(["AWS_PROFILE": "sso"]).contains("export-credentials"))
        #expect(complaint(["AWS_ACCESS_KEY_ID": "x"]).contains("only one is set"))
        #expect(complaint(["AWS_ENDPOINT_URL": "server:9000"]).contains("no http or https address"))
        #expect(complaint(["TESSERA_S3_ADDRESSING": "x"]).contains("use path, virtual or auto"))
        try folder.write("[lab]\naws_secret_access_key hidden-secret\n", to: ".aws/credentials")
        let words = complaint(["AWS_PROFILE": "lab"])
        #expect(words.contains("credentials:2") && !words.contains("hidden-secret"))
    }

    @Test func addressesOfAWS() throws {
        let aws = try S3Configuration(["HOME": "/nowhere", "AWS_REGION": "eu-central-1"])
        #expect(
            aws.url(of: try S3Location("s3://my-bucket/a b/ü+~"))
                == "https://my-bucket.s3.eu-central-1.amazonaws.com/a%20b/%C3%BC%2B~")
        #expect(aws.url(of: try S3Location("s3://my.bucket/k")) == "https://s3.eu-central-1.amazonaws.com/my.bucket/k")
        #expect(
            aws.url(of: try S3Location("s3://b/"), query: ["prefix": "a/b c", "list-type": "2"])
                == "https://b.s3.eu-central-1.amazonaws.com/?list-type=2&prefix=a%2Fb%20c")
    }

    @Test(arguments: [
        "s3://", "s3:///k", "s3://b?/k", "http://b/k", "s3://b/a/../c", "s3://b/./c", "s3://b/\u{1}", "s3://b//k",
    ])
    func placesThatCanBeNone(_ text: String) { #expect(throws: InputError.self) { try S3Location(text) } }

    @Test func secretsAreInNoDescription() throws {
        let signer = RequestSigner(
            accessKey: "AK", secretKey: "hidden-secret", sessionToken: "hidden-token", region: "r")
        let request = Transfer.HTTPRequest("http://x", signer: signer)
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(signer)", "\(request)", String(reflecting: request), dumped] {
            #expect(!text.contains("hidden"))
        }
    }
}
