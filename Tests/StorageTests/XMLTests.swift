import Testing

@testable import Storage

/// What a server's answers are read by.
@Suite struct XMLTests {
    @Test func aListingIsRead() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- of a test -->
            <s3:ListBucketResult xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">
              <Name>b</Name><IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>
              <Contents><Key>a%2Fb+c%C3%BC%2B</Key><Size>3</Size><ETag>&quot;ab&#x63;&quot;</ETag></Contents>
              <Contents><Key>x</Key><Size>0</Size><Owner/></Contents>
              <NextContinuationToken><![CDATA[a<b]]></NextContinuationToken>
            </s3:ListBucketResult>
            """
        let page = try ListingPage(Array(text.utf8), in: S3Location("s3://b/a"))
        #expect(
            page.objects == [
                .init(key: "a/b cü+", bytes: 3, etag: "abc"), .init(key: "x", bytes: 0, etag: ""),
            ])
        #expect(page.next == "a<b")
    }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a/><b/>", "<a>&unknown;</a>", "<a>&amp</a>", "<a><!-- </a>", "<a></a>x",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "<a>&#xD800;</a>", "<>x</>", "</a>",
        String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40),
    ])
    func whatIsNotSoundIsRefused(_ text: String) {
        #expect(throws: XMLElement.Broken.self) { try XMLElement(Array(text.utf8)) }
    }

    @Test func everyCutOfADocumentIsRefused() throws {
        let text = Array("<a><b>1&lt;2</b><c d='e'/></a>".utf8)
        _ = try XMLElement(text)
        for end in 0..<text.count { #expect(throws: XMLElement.Broken.self) { try XMLElement(Array(text[..<end])) } }
    }
}
