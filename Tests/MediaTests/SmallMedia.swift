import Foundation
import Testing

/// A small file and the pixels that an independent reader gives for it.
struct SmallMedia: Sendable, CustomTestStringConvertible {
    let name: String
    let width: Int
    let height: Int
    /// The file, or for `resized` the picture before, in base64.
    let bytes: String
    /// Packed RGB, in base64.
    let pixels: String

    var testDescription: String { name }

    /// Base64 with line ends in it, as bytes.
    static func unpacked(_ text: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
    }
}

// Written by Tests/Oracles/make-small-media.py with Pillow 12.0.0 and ffmpeg 5.1.
extension SmallMedia {
    /// Stills, as Pillow's convert("RGB") reads them.
    static let stills: [SmallMedia] = [
        SmallMedia(
            name: "grey.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAAAAAD/8Di8AAAALElEQVR4nEWLsQkAMBCEyOFNYNrsv2aKJ6QTxXV0qxooAM0DUoAW
                MoKh6f+4S0ABp8Z0/OcAAAAASUVORK5CYII=
                """,
            pixels: """
                HR0dMDAwQ0NDV1dXampqfX19kJCQo6Ojtra2ISEhNDQ0SEhIW1tbbm5ugYGBlJSUp6enu7u7JSUlOTk5TExMX19fcnJyhYWFmJiY
                rKysv7+/KioqPT09UFBQY2NjdnZ2ioqKnZ2dsLCww8PDLi4uQUFBVFRUZ2dne3t7jo6OoaGhtLS0x8fHMjIyRUVFWFhYbGxsf39/
                kpKSpaWluLi4y8vLNjY2SUlJXV1dcHBwg4ODlpaWqampvLy80NDQ
                """),
        SmallMedia(
            name: "grey-alpha.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAQAAABwkq/rAAAAkElEQVR4nAGFAHr/AW/x6q8WD1U27a+vMtcPKmTp1QJAW+qoATDV
                BG5tAbn+/d3ocb4CitJnLyfy7GRGVl7IPebmIPQxBElT/AOCsGVI3/iC9f1GFxYDzQLYQo8lWNbSaJDqMrU32mxb9BEEDOlfgRPu
                FXScmNAbkauuz8N/AXfOLBzd6FDPoM//E+bBCDsh4hrnQmPmHuTvAAAAAElFTkSuQmCC
                """,
            pixels: """
                b29vWVlZb29vxMTEsbGxYGBgNzc3YWFhSkpKr6+vQ0NDcHBwmZmZHx8fYWFhNTU1Pj4+u7u7OTk5qqqql5eXhYWFZWVlv7+/cnJy
                JCQkr6+vgoKCpqamGRkZfn5+REREQUFBPj4+Ozs7srKyWlpaNTU1cXFxUFBQ1NTUc3NzdXV1p6enpqamZmZmlJSUp6enhoaGcHBw
                QEBA0dHRf39/QkJCd3d3o6OjgICA0NDQcHBwb29vVVVVXV1dfn5+
                """),
        SmallMedia(
            name: "one-bit.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHAQAAAADy4FrNAAAAHUlEQVR4nGPgZmCRD2N6zcDgzcCoHcr0ioHJkQEAIbMDbYHxvBoA
                AAAASUVORK5CYII=
                """,
            pixels: """
                AAAAAAAAAAAAAAAA////AAAA////////AAAAAAAAAAAA////AAAA////AAAA////AAAA////AAAAAAAAAAAA////AAAA////AAAA
                ////////AAAA////AAAAAAAA////AAAA////////AAAAAAAAAAAA////AAAA////AAAA////////////AAAAAAAAAAAA////AAAA
                ////AAAA////////AAAA////AAAA////AAAA////////AAAA////
                """),
        SmallMedia(
            name: "alpha.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAYAAADam2dgAAABDklEQVR4nAEDAfz+AYtK5fEe9yGv7CkgDydjiTamLFuv/V2JMuPR
                1w9pBj1kmiSQ1QCZstdMNCf6SNcyod9wrKHpJhFZAd0G8n+PBjzSXhmmIfm9DMwCiIel0pNu0C9xqmLyCtzyZF9BGlbF4FTIYTjz
                5sEJmSCZCIIxAVGF8HHNcncJARzDB2519xQUeJH4yiO59d34bnwb8urQ2Nco/AG3L0Wzm/QC7BxWBriVBd+m5mMueqCXxMCYLTmh
                xAKsUYgkfrIAP2XPnBvcXR2PyD8LC7Tbcb5XIgmFHT0k9MDPg/5DY/gvR1l3AYlV9s5NLNUcm/gD6Fd/Rs9seuvPmsSeE7cPjcFu
                0wk7FbXr4gKEfc7y4vW+AAAAAElFTkSuQmCC
                """,
            pixels: """
                i0rlqUEGlWomvM2vYvkKX1aTQidqqy2nRVE3mbLXNCf61zKhcKyhJhFZ3QbyjwY8Xhmm+b0MITl8x5XKSNwDeoiThVJzouZG8D4v
                HyI/ksWOUYXwHvdnHxMqjYghoQCyayNrSBvZYw3DO+Trty9FUiNHbnlNA34s6eFaiXgeIaVX5acDbcuBP2XPG9xdj8g/C7Tbvlci
                hR099MDP/kNjL0dZiVX21oHLcXnOyPgUNHL/zjadhUUq8xgzCM0e
                """),
        SmallMedia(
            name: "palette-clear.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHBAMAAAAotXpTAAAAMFBMVEXF4UO5v0SD0qd4uaqYmWOYe1Bkn7xXgr56YnN0RGpCYs8y
                QtRwIFtHE5YfJOIUA+Di9pAXAAAABHRSTlP///8AQCqp9AAAADVJREFUeJwBKgDV/wH+7b+8ugIAz/39AAL9AM/PAALiHg4QAAIA
                wAD/4ALv/dDQAAIAwP3/AK69E5eHv2p5AAAAAElFTkSuQmCC
                """,
            pixels: """
                FAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnFAPgMkLUMkLUQmLPV4K+ZJ+8eLmq
                g9Kng9KnRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnRxOWRxOWdERqemJzemJzmJljmJljub9ExeFDcCBbcCBbdERqmHtQmHtQ
                mJljub9Eub9ExeFDcCBbcCBbmHtQmHtQmHtQub9Eub9ExeFDxeFD
                """),
        SmallMedia(
            name: "colour.bmp", width: 9, height: 7,
            bytes: """
                Qk36AAAAAAAAADYAAAAoAAAACQAAAAcAAAABABgAAAAAAMQAAADEDgAAxA4AAAAAAAAAAAAARRJ4QC2FO0iSNmOfMX6sLJm5J7TG
                Is/THergAGQPZF8qcVpFflVgi1B7mEuWpUaxskHMvzznzACDDFB+J115Qmp0XXdveIRqk5Flrp5gyatb5LgAogk8nSRJmD9Wk1pj
                jnVwiZB9hKuKf8aXeuGkAMEGKLwhNbc8QrJXT61yXKiNaaOodp7Dg5nekADgAxTbHiHWOS7RVDvMb0jHilXCpWK9wG+423wA/wAA
                +hsN9TYa8FEn62w05odB4aJO3L1b19hoAA==
                """,
            pixels: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """),
        SmallMedia(
            name: "palette.bmp", width: 9, height: 7,
            bytes: """
                Qk3KAAAAAAAAAHYAAAAoAAAACQAAAAcAAAABAAgAAAAAAFQAAADEDgAAxA4AABAAAAAQAAAAQ+HFAES/uQCn0oMAqrl4AGOZmABQ
                e5gAvJ9kAL6CVwBzYnoAakR0AM9iQgDUQjIAWyBwAJYTRwDiJB8A4AMUAAwMBQUFAQEAAAAAAAwMCQUFBAEBAAAAAA0NCQgIBAQB
                AAAAAA0NDQgIBAQCAgAAAA8LCwoHBgMCAgAAAA8OCwoKBwYDAgAAAA8ODgsKCgYGAgAAAA==
                """,
            pixels: """
                FAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnFAPgMkLUMkLUQmLPV4K+ZJ+8eLmq
                g9Kng9KnRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnRxOWRxOWdERqemJzemJzmJljmJljub9ExeFDcCBbcCBbdERqmHtQmHtQ
                mJljub9Eub9ExeFDcCBbcCBbmHtQmHtQmHtQub9Eub9ExeFDxeFD
                """),
        SmallMedia(
            name: "colour.tif", width: 9, height: 7,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB
                AAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAABwAAABcBBAABAAAAvQAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAAAP8NG/oaNvUn
                UfA0bOtBh+ZOouFbvdxo2NcUA+AhHtsuOdY7VNFIb8xVisdipcJvwL1827goBsE1IbxCPLdPV7Jccq1pjah2qKODw56Q3pk8CaJJ
                JJ1WP5hjWpNwdY59kImKq4SXxn+k4XpQDINdJ35qQnl3XXSEeG+Rk2qermWryWC45FtkD2RxKl9+RVqLYFWYe1CllkuysUa/zEHM
                5zx4EkWFLUCSSDufYzasfjG5mSzGtCfTzyLg6h0=
                """,
            pixels: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """),
        SmallMedia(
            name: "packed.tif", width: 9, height: 7,
            bytes: """
                SUkqACYBAACAIslOV4qkggZQJU1CZXrxmq9ymJ8gpKF8rJNjEITmpqqsWqcckUojcHJlZNcmDQTvokNcZKFvnBWKF0iYIlkAt0DP
                I/o8DDxpF4MqYQvlegxmCEcnwPMdKso7khuANonpEJMmoUpHMrqJzEYjvAfC9cB8RD8gpJio5+lFCvA4h57mc9B8JipAo1ECFKqE
                ALJGmsRmtBEgNtl/GMGsNnDtyOtlLcXkVZlIRkdPm48k0rgM/Cx+ulwlo7ok8B4biFSldsOVTgMUm1loFtj8ys9OBtuF0Oo9kD8F
                gtaNs4r4riIEoUOj0SPRgM9Bv4hmN8C8jlnSlV7M5rIFluo4nlnNJkPgKKEaHJ/nBnDZOoNCkUVER5hgZn8EM0PGGAgACwAAAQMA
                AQAAAAkAAAABAQMAAQAAAAcAAAACAQMABAAAALABAAADAQMAAQAAAAUAAAAGAQMAAQAAAAIAAAARAQQAAQAAAAgAAAAVAQMAAQAA
                AAQAAAAWAQMAAQAAAAcAAAAXAQQAAQAAAB0BAAAcAQMAAQAAAAEAAABSAQMAAQAAAAIAAAAAAAAACAAIAAgACAA=
                """,
            pixels: """
                i0rlqUEGlWomvM2vYvkKX1aTQidqqy2nRVE3mbLXNCf61zKhcKyhJhFZ3QbyjwY8Xhmm+b0MITl8x5XKSNwDeoiThVJzouZG8D4v
                HyI/ksWOUYXwHvdnHxMqjYghoQCyayNrSBvZYw3DO+Trty9FUiNHbnlNA34s6eFaiXgeIaVX5acDbcuBP2XPG9xdj8g/C7Tbvlci
                hR099MDP/kNjL0dZiVX21oHLcXnOyPgUNHL/zjadhUUq8xgzCM0e
                """),
        SmallMedia(
            name: "grey.gif", width: 9, height: 7,
            bytes: """
                R0lGODdhCQAHAIUAAB0dHSEhISUlJSoqKi4uLjAwMDIyMjQ0NDY2Njk5OT09PUFBQUNDQ0VFRUhISElJSUxMTFBQUFRUVFdXV1hY
                WFtbW11dXV9fX2NjY2dnZ2pqamxsbG5ubnBwcHJycnZ2dnt7e319fX9/f4GBgYODg4WFhYqKio6OjpCQkJKSkpSUlJaWlpiYmJ2d
                naGhoaOjo6Wlpaenp6mpqaysrLCwsLS0tLa2tri4uLu7u7y8vL+/v8PDw8fHx8vLy9DQ0AAAACwAAAAACQAHAAAISgABFGAwQUMI
                FC9sBDjgoAKHESpi4BCQAMIFDyVYzNAxQEEEDB9MtKCxg8ACCRlAnHBRg4eBBhQ2iEgB40YPBA8sdCCxQkYOHwEBADs=
                """,
            pixels: """
                HR0dMDAwQ0NDV1dXampqfX19kJCQo6Ojtra2ISEhNDQ0SEhIW1tbbm5ugYGBlJSUp6enu7u7JSUlOTk5TExMX19fcnJyhYWFmJiY
                rKysv7+/KioqPT09UFBQY2NjdnZ2ioqKnZ2dsLCww8PDLi4uQUFBVFRUZ2dne3t7jo6OoaGhtLS0x8fHMjIyRUVFWFhYbGxsf39/
                kpKSpaWluLi4y8vLNjY2SUlJXV1dcHBwg4ODlpaWqampvLy80NDQ
                """),
        SmallMedia(
            name: "grey.bmp", width: 9, height: 7,
            bytes: """
                Qk2KBAAAAAAAADYEAAAoAAAACQAAAAcAAAABAAgAAAAAAFQAAADEDgAAxA4AAAABAAAAAQAAAAAAAAEBAQACAgIAAwMDAAQEBAAF
                BQUABgYGAAcHBwAICAgACQkJAAoKCgALCwsADAwMAA0NDQAODg4ADw8PABAQEAAREREAEhISABMTEwAUFBQAFRUVABYWFgAXFxcA
                GBgYABkZGQAaGhoAGxsbABwcHAAdHR0AHh4eAB8fHwAgICAAISEhACIiIgAjIyMAJCQkACUlJQAmJiYAJycnACgoKAApKSkAKioq
                ACsrKwAsLCwALS0tAC4uLgAvLy8AMDAwADExMQAyMjIAMzMzADQ0NAA1NTUANjY2ADc3NwA4ODgAOTk5ADo6OgA7OzsAPDw8AD09
                PQA+Pj4APz8/AEBAQABBQUEAQkJCAENDQwBEREQARUVFAEZGRgBHR0cASEhIAElJSQBKSkoAS0tLAExMTABNTU0ATk5OAE9PTwBQ
                UFAAUVFRAFJSUgBTU1MAVFRUAFVVVQBWVlYAV1dXAFhYWABZWVkAWlpaAFtbWwBcXFwAXV1dAF5eXgBfX18AYGBgAGFhYQBiYmIA
                Y2NjAGRkZABlZWUAZmZmAGdnZwBoaGgAaWlpAGpqagBra2sAbGxsAG1tbQBubm4Ab29vAHBwcABxcXEAcnJyAHNzcwB0dHQAdXV1
                AHZ2dgB3d3cAeHh4AHl5eQB6enoAe3t7AHx8fAB9fX0Afn5+AH9/fwCAgIAAgYGBAIKCggCDg4MAhISEAIWFhQCGhoYAh4eHAIiI
                iACJiYkAioqKAIuLiwCMjIwAjY2NAI6OjgCPj48AkJCQAJGRkQCSkpIAk5OTAJSUlACVlZUAlpaWAJeXlwCYmJgAmZmZAJqamgCb
                m5sAnJycAJ2dnQCenp4An5+fAKCgoAChoaEAoqKiAKOjowCkpKQApaWlAKampgCnp6cAqKioAKmpqQCqqqoAq6urAKysrACtra0A
                rq6uAK+vrwCwsLAAsbGxALKysgCzs7MAtLS0ALW1tQC2trYAt7e3ALi4uAC5ubkAurq6ALu7uwC8vLwAvb29AL6+vgC/v78AwMDA
                AMHBwQDCwsIAw8PDAMTExADFxcUAxsbGAMfHxwDIyMgAycnJAMrKygDLy8sAzMzMAM3NzQDOzs4Az8/PANDQ0ADR0dEA0tLSANPT
                0wDU1NQA1dXVANbW1gDX19cA2NjYANnZ2QDa2toA29vbANzc3ADd3d0A3t7eAN/f3wDg4OAA4eHhAOLi4gDj4+MA5OTkAOXl5QDm
                5uYA5+fnAOjo6ADp6ekA6urqAOvr6wDs7OwA7e3tAO7u7gDv7+8A8PDwAPHx8QDy8vIA8/PzAPT09AD19fUA9vb2APf39wD4+PgA
                +fn5APr6+gD7+/sA/Pz8AP39/QD+/v4A////ADZJXXCDlqm80AAAADJFWGx/kqW4ywAAAC5BVGd7jqG0xwAAACo9UGN2ip2wwwAA
                ACU5TF9yhZisvwAAACE0SFtugZSnuwAAAB0wQ1dqfZCjtgAAAA==
                """,
            pixels: """
                HR0dMDAwQ0NDV1dXampqfX19kJCQo6Ojtra2ISEhNDQ0SEhIW1tbbm5ugYGBlJSUp6enu7u7JSUlOTk5TExMX19fcnJyhYWFmJiY
                rKysv7+/KioqPT09UFBQY2NjdnZ2ioqKnZ2dsLCww8PDLi4uQUFBVFRUZ2dne3t7jo6OoaGhtLS0x8fHMjIyRUVFWFhYbGxsf39/
                kpKSpaWluLi4y8vLNjY2SUlJXV1dcHBwg4ODlpaWqampvLy80NDQ
                """),
        SmallMedia(
            name: "colour-key.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAIAAABV+fA3AAAABnRSTlMAFAADAOBZimryAAAAHElEQVR4nGNkYPjPK/0bK2IRYX7I
                y/wbKxpMcgBNJEIROV+fhwAAAABJRU5ErkJggg==
                """,
            pixels: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """),
        SmallMedia(
            name: "plain.gif", width: 9, height: 7,
            bytes: """
                R0lGODdhCQAHAIMAAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CwAAAAACQAHAAAIOgAf
                OHCwQIECAwYECCyo4ICBAQoXFHQIUUCDiwgQECAgwGKDBBk3BgDAgEGCAgUIBBhZEmWBlQAABAQAOw==
                """,
            pixels: """
                FAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnFAPgMkLUMkLUQmLPV4K+ZJ+8eLmq
                g9Kng9KnRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnRxOWRxOWdERqemJzemJzmJljmJljub9ExeFDcCBbcCBbdERqmHtQmHtQ
                mJljub9Eub9ExeFDcCBbcCBbmHtQmHtQmHtQub9Eub9ExeFDxeFD
                """),
        SmallMedia(
            name: "clear.gif", width: 9, height: 7,
            bytes: """
                R0lGODlhCQAHAIMAAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CH5BAEAAAMALAAAAAAJ
                AAcAAAg6AB84cLBAgQIDBgQILKjggIEBChcUdAhRQIOLCBAQICDAYoMEGTcGAMCAQYICBQgEGFkSZYGVAAAEBAA7
                """,
            pixels: """
                FAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnFAPgMkLUMkLUQmLPV4K+ZJ+8eLmq
                g9Kng9KnRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnRxOWRxOWdERqemJzemJzmJljmJljub9ExeFDcCBbcCBbdERqmHtQmHtQ
                mJljub9Eub9ExeFDcCBbcCBbmHtQmHtQmHtQub9Eub9ExeFDxeFD
                """),
        SmallMedia(
            name: "moving.gif", width: 9, height: 7,
            bytes: """
                R0lGODdhCQAHAIMAAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CwAAAAACQAHAAAIOgAf
                OHCwQIECAwYECCyo4ICBAQoXFHQIUUCDiwgQECAgwGKDBBk3BgDAgEGCAgUIBBhZEmWBlQAABAQAIfkEAQAAEAAsAAAAAAkABwCD
                xeFDub9Eg9KneLmqmJljmHtQZJ+8V4K+emJzdERqQmLPMkLUcCBbRxOWHyTiFAPgCDkABRgwoADCAgcOHggYYOAABAUHFS408HDB
                AokECEBA0KAjgAAZNybwGAAkhAIJGDAA8DHAyQIqAwIAIfkEAQAAEAAsAAAAAAkABwCDxeFDub9Eg9KneLmqmJljmHtQZJ+8V4K+
                emJzdERqQmLPMkLUcCBbRxOWHyTiFAPgCDoAGTAoQDBAAAAABCYgSMAggAYNEiBAQKDhQ4gIIFQUIODBggUKDhgYwPGBA5AhR3Z0
                cFKBAgMGBAQEADs=
                """,
            pixels: """
                FAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnFAPgMkLUMkLUQmLPV4K+ZJ+8eLmq
                g9Kng9KnRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnRxOWRxOWdERqemJzemJzmJljmJljub9ExeFDcCBbcCBbdERqmHtQmHtQ
                mJljub9Eub9ExeFDcCBbcCBbmHtQmHtQmHtQub9Eub9ExeFDxeFD
                """),
        SmallMedia(
            name: "colour.jpg", width: 9, height: 7,
            bytes: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU
                FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU
                FBQUFBQUFBT/wAARCAAHAAkDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF
                BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW
                V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi
                4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC
                AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm
                Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq
                8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDkP2UPDi/6HwO1fc3/AAja/wB0UUV+E+IniBxD/bEv9o7/ANbnpZtw3ln1h/uz/9k=
                """,
            pixels: """
                CAThFhjmJTXiMVDcPWzYSYfSWKLRZbrOdNPNEwfTIRzYMDnUPFTQSG/KVIrGY6bDcL7Af9fBJQu2NCG7Qz23TleyW3StZo6ndKum
                gsOjk9ylOA6WRyScVj+ZYlqTbnaNepGJia2HlcaFpt6FTRB4XCZ+bUJ6eFxzhXhvjpNqnq9orMdmvOBmYBRebypjf0Vei2BZl3tT
                oZhNsLNMvstIz+RLbhdCfS1IjElDmGQ9pH84sJo0vrUyys4v3Ocx
                """),
        SmallMedia(
            name: "progressive.jpg", width: 9, height: 7,
            bytes: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx
                NDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy
                MjIyMjIyMjL/wgARCAAHAAkDASEAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAb/xAAVAQEBAAAAAAAAAAAAAAAAAAADBP/a
                AAwDAQACEAMQAAABNVzn/8QAFxABAAMAAAAAAAAAAAAAAAAAAAIEEv/aAAgBAQABBQKjBh//xAAXEQADAQAAAAAAAAAAAAAAAAAA
                AwQh/9oACAEDAQE/AWy6f//EABgRAAIDAAAAAAAAAAAAAAAAAAABBAUT/9oACAECAQE/AZ9k9T//xAAVEAEBAAAAAAAAAAAAAAAA
                AAABEP/aAAgBAQAGPwIn/8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABPyEj/9oADAMBAAIAAwAAABBf/8QAFREBAQAAAAAA
                AAAAAAAAAAAAAAH/2gAIAQMBAT8Qi//EABYRAAMAAAAAAAAAAAAAAAAAAAARIf/aAAgBAgEBPxBpT//EABgQAAIDAAAAAAAAAAAA
                AAAAAAABEVGh/9oACAEBAAE/EEZIUj//2Q==
                """,
            pixels: """
                AAPrExz3IDT1LEztO2zlR4TdU6DYY7zeb9DgCgfUHx/fKzjeOFDWR2/OUojEXaK/b77DfdjJHQuvMiO6Pjy5S1SxWnOpZoyfcqib
                gsSgk96mNQ6NSSeYV0CYY1iQcniIfpCAiat5m8Z/p96DTBByYCl9bkJ9e1p1inptlZNjoK1esshjvd9mXxJYdCtjgURjjlxbnXxT
                p5RIs69ExcpJ0uJMbRU9gi5IjkZHm14/qX45tJcvv7Eq0c0u3+Y0
                """),
        SmallMedia(
            name: "ink.jpg", width: 9, height: 7,
            bytes: """
                /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUV
                FQwPFxgWFBgSFBUU/8AAFAgABwAJBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB
                AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZH
                SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV
                1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwDl/gR+yvbf6P8Auou3cVwP7BOjD/iXcD+Grvi7/goLffP/
                AKRcfk1fqnX05/wyvbf88ovzFfqJ/Yw9BXB/8PBb7/n4uPyaiv/Z
                """,
            pixels: """
                AAD/DRv8Gjf2JlDxNG3sQYfnTqLhW73daNjYFAPeIR7aLjrVO1TQSXDLVYrGYqbAb8C8fNu3KAfCNSG9Qj24TlezXHOuaY2pdqmj
                g8OfkN+aPQmhSSSdVz+XY1mScXaNfo+Ii6uCmMZ+peF5TwyDXCZ/aUJ5dlx0hHhvkJJqnq5lq8lgt+RbZA9kcSpgfkZai2BVmXxQ
                pZZLs7JFwMxBzOc8dxJFhCxBkkg7nmI2rH8xuZgsxrQm088i4Ood
                """),
        SmallMedia(
            name: "lossless.webp", width: 9, height: 7,
            bytes: """
                UklGRnwBAABXRUJQVlA4TG8BAAAvCIABEPfhRgAAQjnbnIxsTvUF489tTRptGw9xFAAAGc3WzzZSLMfiLNWVsF62bboRAICI4mbX
                pM1eW/3c3sOzbTrVtm1NruWdwZL7RvL2V4gs4XQ9BLq709wikegkT04jubfAuif/da3jdqrsQ9+PDuVi8HRlmuMaU/8OBMTnDFyA
                NZj/k//ieyuj5a8ZLW1m0+2zXwW+I/0GGiPAFs0jl6eAwPYpgSKH+GPeridZZXBQPKA9kZ4tT/syOGWv/krWj1DvzjqJ8+JfZnfK
                q7qaMe+xXAG31X/Qxwezh4B0/vJfaKap88EXiQU9z6Qf/0aUrG//+Po4TiTaOT+FG0nq2iHdm+FPItba34SV4z9s1PE1lz80dxG7
                kLvAIvBMetKdjoeGsQob1qad1b1U/dAlisoFhgEAFs0u27Ztu4j+h6mr3RtnQ7F+U00AITqwxasSDiFbl6aUPg1C/8/Lm5Wfq7EZ
                ftfEDcWN2YKcUYJPAA==
                """,
            pixels: """
                i0rlqUEGlWomvM2vYvkKX1aTQidqqy2nRVE3mbLXNCf61zKhcKyhJhFZ3QbyjwY8Xhmm+b0MITl8x5XKSNwDeoiThVJzouZG8D4v
                HyI/ksWOUYXwHvdnHxMqjYghoQCyayNrSBvZYw3DO+Trty9FUiNHbnlNA34s6eFaiXgeIaVX5acDbcuBP2XPG9xdj8g/C7Tbvlci
                hR099MDP/kNjL0dZiVX21oHLcXnOyPgUNHL/zjadhUUq8xgzCM0e
                """),
        SmallMedia(
            name: "lossy.webp", width: 9, height: 7,
            bytes: """
                UklGRuwAAABXRUJQVlA4WAoAAAAQAAAACAAABgAAQUxQSEAAAAAA8aCv5ZTG1TkOTEjf6QF/0iHMHnfRTVdHuEH9cXqBlY2C/s7K
                s59X/Xc32CnbnB0LcQkkg/h3zurSoXCDRH9hVlA4IIYAAACQAgCdASoJAAcAAkA4JbACdDKAPYABm3Fyn7hDAAD77EdrFz64S/Cp
                vvJBcTysQing5Hi6+z9Or4M7tOklNs50IvXA2LoRNLKqUP6wYbZmnz3iQFZGD4EMOP4p2piT/vqFP9OKvabMv/Kh+XHJRlr20gKG
                aL+j/6hcVujf8FTRfxJ/gcAAAA==
                """,
            pixels: """
                lDyqiDiQmFaD47fKtqeuclxqZSNMlEREgUYAy5vwXzVxh2V1spSVNh8sc09taB9YbCU53L5rGDxblre8iqZ6fX9agFhv8K3tqVWs
                SBNQoLmqVYSWir62ADMAdJRbYj1AcSdVZxddUSxmjcPHa1qIKDNGSIxnLGcv4NCoo25Zm2dpu6uuiLymh1ianpK2grihY5ttfXBQ
                ZDEZ/L+tkntfHFwilmm7qpLBdIp1vNC1fWSBnFqCoDU+iVQtRKE3
                """),
    ]

    /// The same at another size: resized by Pillow's BICUBIC in the file's own mode, then convert("RGB").
    static let shrunk: [SmallMedia] = [
        SmallMedia(
            name: "grey.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAAAAAD/8Di8AAAALElEQVR4nEWLsQkAMBCEyOFNYNrsv2aKJ6QTxXV0qxooAM0DUoAW
                MoKh6f+4S0ABp8Z0/OcAAAAASUVORK5CYII=
                """,
            pixels: """
                JycnSEhIbGxsj4+PsLCwLi4uT09PcnJylpaWt7e3NjY2V1dXenp6np6ev7+/PDw8Xl5egYGBpKSkxcXF
                """),
        SmallMedia(
            name: "grey-alpha.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAQAAABwkq/rAAAAkElEQVR4nAGFAHr/AW/x6q8WD1U27a+vMtcPKmTp1QJAW+qoATDV
                BG5tAbn+/d3ocb4CitJnLyfy7GRGVl7IPebmIPQxBElT/AOCsGVI3/iC9f1GFxYDzQLYQo8lWNbSaJDqMrU32mxb9BEEDOlfgRPu
                FXScmNAbkauuz8N/AXfOLBzd6FDPoM//E+bBCDsh4hrnQmPmHuTvAAAAAElFTkSuQmCC
                """,
            pixels: """
                Z2dniIiIoaGhQEBAlZWVk5OTf39/aWlpUFBQjY2NXV1dUFBQeHh4Z2dniYmJgYGBnJycioqKiYmJbW1t
                """),
        SmallMedia(
            name: "one-bit.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHAQAAAADy4FrNAAAAHUlEQVR4nGPgZmCRD2N6zcDgzcCoHcr0ioHJkQEAIbMDbYHxvBoA
                AAAASUVORK5CYII=
                """,
            pixels: """
                AAAAAAAA////////AAAAAAAAAAAAAAAAAAAA////AAAA////////////////AAAAAAAAAAAA////////
                """),
        SmallMedia(
            name: "alpha.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAYAAADam2dgAAABDklEQVR4nAEDAfz+AYtK5fEe9yGv7CkgDydjiTamLFuv/V2JMuPR
                1w9pBj1kmiSQ1QCZstdMNCf6SNcyod9wrKHpJhFZAd0G8n+PBjzSXhmmIfm9DMwCiIel0pNu0C9xqmLyCtzyZF9BGlbF4FTIYTjz
                5sEJmSCZCIIxAVGF8HHNcncJARzDB2519xQUeJH4yiO59d34bnwb8urQ2Nco/AG3L0Wzm/QC7BxWBriVBd+m5mMueqCXxMCYLTmh
                xAKsUYgkfrIAP2XPnBvcXR2PyD8LC7Tbcb5XIgmFHT0k9MDPg/5DY/gvR1l3AYlV9s5NLNUcm/gD6Fd/Rs9seuvPmsSeE7cPjcFu
                0wk7FbXr4gKEfc7y4vW+AAAAAElFTkSuQmCC
                """,
            pixels: """
                kEegqHt5grZ+cSBz0oglaKK4aZNNklCHnCRzepWRalNmJWwzfnxTXGWIcpGZkmbZhaieaZmc5F14o1lB
                """),
        SmallMedia(
            name: "palette-clear.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHBAMAAAAotXpTAAAAMFBMVEXF4UO5v0SD0qd4uaqYmWOYe1Bkn7xXgr56YnN0RGpCYs8y
                QtRwIFtHE5YfJOIUA+Di9pAXAAAABHRSTlP///8AQCqp9AAAADVJREFUeJwBKgDV/wH+7b+8ugIAz/39AAL9AM/PAALiHg4QAAIA
                wAD/4ALv/dDQAAIAwP3/AK69E5eHv2p5AAAAAElFTkSuQmCC
                """,
            pixels: """
                FAPgHyTiQmLPZJ+8g9KnFAPgMkLUV4K+eLmqg9KnRxOWdERqemJzmJljxeFDcCBbmHtQmHtQub9ExeFD
                """),
        SmallMedia(
            name: "colour.bmp", width: 5, height: 4,
            bytes: """
                Qk36AAAAAAAAADYAAAAoAAAACQAAAAcAAAABABgAAAAAAMQAAADEDgAAxA4AAAAAAAAAAAAARRJ4QC2FO0iSNmOfMX6sLJm5J7TG
                Is/THergAGQPZF8qcVpFflVgi1B7mEuWpUaxskHMvzznzACDDFB+J115Qmp0XXdveIRqk5Flrp5gyatb5LgAogk8nSRJmD9Wk1pj
                jnVwiZB9hKuKf8aXeuGkAMEGKLwhNbc8QrJXT61yXKiNaaOodp7Dg5nekADgAxTbHiHWOS7RVDvMb0jHilXCpWK9wG+423wA/wAA
                +hsN9TYa8FEn62w05odB4aJO3L1b19hoAA==
                """,
            pixels: """
                Dg3xJDvoPG3fVJ/Was3NMBK8RkCzXnKqdqShjNKYVBiEakZ7gnhymqppsNhgdh1PjEtGpH09vK800t0r
                """),
        SmallMedia(
            name: "palette.bmp", width: 5, height: 4,
            bytes: """
                Qk3KAAAAAAAAAHYAAAAoAAAACQAAAAcAAAABAAgAAAAAAFQAAADEDgAAxA4AABAAAAAQAAAAQ+HFAES/uQCn0oMAqrl4AGOZmABQ
                e5gAvJ9kAL6CVwBzYnoAakR0AM9iQgDUQjIAWyBwAJYTRwDiJB8A4AMUAAwMBQUFAQEAAAAAAAwMCQUFBAEBAAAAAA0NCQgIBAQB
                AAAAAA0NDQgIBAQCAgAAAA8LCwoHBgMCAgAAAA8OCwoKBwYDAgAAAA8ODgsKCgYGAgAAAA==
                """,
            pixels: """
                FAPgHyTiQmLPZJ+8g9KnFAPgMkLUV4K+eLmqg9KnRxOWdERqemJzmJljxeFDcCBbmHtQmHtQub9ExeFD
                """),
        SmallMedia(
            name: "colour.tif", width: 5, height: 4,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB
                AAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAABwAAABcBBAABAAAAvQAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAAAP8NG/oaNvUn
                UfA0bOtBh+ZOouFbvdxo2NcUA+AhHtsuOdY7VNFIb8xVisdipcJvwL1827goBsE1IbxCPLdPV7Jccq1pjah2qKODw56Q3pk8CaJJ
                JJ1WP5hjWpNwdY59kImKq4SXxn+k4XpQDINdJ35qQnl3XXSEeG+Rk2qermWryWC45FtkD2RxKl9+RVqLYFWYe1CllkuysUa/zEHM
                5zx4EkWFLUCSSDufYzasfjG5mSzGtCfTzyLg6h0=
                """,
            pixels: """
                Dg3xJDvoPG3fVJ/Was3NMBK8RkCzXnKqdqShjNKYVBiEakZ7gnhymqppsNhgdh1PjEtGpH09vK800t0r
                """),
        SmallMedia(
            name: "packed.tif", width: 5, height: 4,
            bytes: """
                SUkqACYBAACAIslOV4qkggZQJU1CZXrxmq9ymJ8gpKF8rJNjEITmpqqsWqcckUojcHJlZNcmDQTvokNcZKFvnBWKF0iYIlkAt0DP
                I/o8DDxpF4MqYQvlegxmCEcnwPMdKso7khuANonpEJMmoUpHMrqJzEYjvAfC9cB8RD8gpJio5+lFCvA4h57mc9B8JipAo1ECFKqE
                ALJGmsRmtBEgNtl/GMGsNnDtyOtlLcXkVZlIRkdPm48k0rgM/Cx+ulwlo7ok8B4biFSldsOVTgMUm1loFtj8ys9OBtuF0Oo9kD8F
                gtaNs4r4riIEoUOj0SPRgM9Bv4hmN8C8jlnSlV7M5rIFluo4nlnNJkPgKKEaHJ/nBnDZOoNCkUVER5hgZn8EM0PGGAgACwAAAQMA
                AQAAAAkAAAABAQMAAQAAAAcAAAACAQMABAAAALABAAADAQMAAQAAAAUAAAAGAQMAAQAAAAIAAAARAQQAAQAAAAgAAAAVAQMAAQAA
                AAQAAAAWAQMAAQAAAAcAAAAXAQQAAQAAAB0BAAAcAQMAAQAAAAEAAABSAQMAAQAAAAIAAAAAAAAACAAIAAgACAA=
                """,
            pixels: """
                kEegqHt5grZ+cSBz0oglaKK4aZNNklCHnCRzepWRalNmJWwzfnxTXGWIcpGZkmbZhaieaZmc5F14o1lB
                """),
        SmallMedia(
            name: "grey.gif", width: 5, height: 4,
            bytes: """
                R0lGODdhCQAHAIUAAB0dHSEhISUlJSoqKi4uLjAwMDIyMjQ0NDY2Njk5OT09PUFBQUNDQ0VFRUhISElJSUxMTFBQUFRUVFdXV1hY
                WFtbW11dXV9fX2NjY2dnZ2pqamxsbG5ubnBwcHJycnZ2dnt7e319fX9/f4GBgYODg4WFhYqKio6OjpCQkJKSkpSUlJaWlpiYmJ2d
                naGhoaOjo6Wlpaenp6mpqaysrLCwsLS0tLa2tri4uLu7u7y8vL+/v8PDw8fHx8vLy9DQ0AAAACwAAAAACQAHAAAISgABFGAwQUMI
                FC9sBDjgoAKHESpi4BCQAMIFDyVYzNAxQEEEDB9MtKCxg8ACCRlAnHBRg4eBBhQ2iEgB40YPBA8sdCCxQkYOHwEBADs=
                """,
            pixels: """
                HR0dQ0NDampqkJCQtra2JSUlTExMcnJymJiYv7+/Li4uVFRUe3t7oaGhx8fHNjY2XV1dg4ODqamp0NDQ
                """),
        SmallMedia(
            name: "grey.bmp", width: 5, height: 4,
            bytes: """
                Qk2KBAAAAAAAADYEAAAoAAAACQAAAAcAAAABAAgAAAAAAFQAAADEDgAAxA4AAAABAAAAAQAAAAAAAAEBAQACAgIAAwMDAAQEBAAF
                BQUABgYGAAcHBwAICAgACQkJAAoKCgALCwsADAwMAA0NDQAODg4ADw8PABAQEAAREREAEhISABMTEwAUFBQAFRUVABYWFgAXFxcA
                GBgYABkZGQAaGhoAGxsbABwcHAAdHR0AHh4eAB8fHwAgICAAISEhACIiIgAjIyMAJCQkACUlJQAmJiYAJycnACgoKAApKSkAKioq
                ACsrKwAsLCwALS0tAC4uLgAvLy8AMDAwADExMQAyMjIAMzMzADQ0NAA1NTUANjY2ADc3NwA4ODgAOTk5ADo6OgA7OzsAPDw8AD09
                PQA+Pj4APz8/AEBAQABBQUEAQkJCAENDQwBEREQARUVFAEZGRgBHR0cASEhIAElJSQBKSkoAS0tLAExMTABNTU0ATk5OAE9PTwBQ
                UFAAUVFRAFJSUgBTU1MAVFRUAFVVVQBWVlYAV1dXAFhYWABZWVkAWlpaAFtbWwBcXFwAXV1dAF5eXgBfX18AYGBgAGFhYQBiYmIA
                Y2NjAGRkZABlZWUAZmZmAGdnZwBoaGgAaWlpAGpqagBra2sAbGxsAG1tbQBubm4Ab29vAHBwcABxcXEAcnJyAHNzcwB0dHQAdXV1
                AHZ2dgB3d3cAeHh4AHl5eQB6enoAe3t7AHx8fAB9fX0Afn5+AH9/fwCAgIAAgYGBAIKCggCDg4MAhISEAIWFhQCGhoYAh4eHAIiI
                iACJiYkAioqKAIuLiwCMjIwAjY2NAI6OjgCPj48AkJCQAJGRkQCSkpIAk5OTAJSUlACVlZUAlpaWAJeXlwCYmJgAmZmZAJqamgCb
                m5sAnJycAJ2dnQCenp4An5+fAKCgoAChoaEAoqKiAKOjowCkpKQApaWlAKampgCnp6cAqKioAKmpqQCqqqoAq6urAKysrACtra0A
                rq6uAK+vrwCwsLAAsbGxALKysgCzs7MAtLS0ALW1tQC2trYAt7e3ALi4uAC5ubkAurq6ALu7uwC8vLwAvb29AL6+vgC/v78AwMDA
                AMHBwQDCwsIAw8PDAMTExADFxcUAxsbGAMfHxwDIyMgAycnJAMrKygDLy8sAzMzMAM3NzQDOzs4Az8/PANDQ0ADR0dEA0tLSANPT
                0wDU1NQA1dXVANbW1gDX19cA2NjYANnZ2QDa2toA29vbANzc3ADd3d0A3t7eAN/f3wDg4OAA4eHhAOLi4gDj4+MA5OTkAOXl5QDm
                5uYA5+fnAOjo6ADp6ekA6urqAOvr6wDs7OwA7e3tAO7u7gDv7+8A8PDwAPHx8QDy8vIA8/PzAPT09AD19fUA9vb2APf39wD4+PgA
                +fn5APr6+gD7+/sA/Pz8AP39/QD+/v4A////ADZJXXCDlqm80AAAADJFWGx/kqW4ywAAAC5BVGd7jqG0xwAAACo9UGN2ip2wwwAA
                ACU5TF9yhZisvwAAACE0SFtugZSnuwAAAB0wQ1dqfZCjtgAAAA==
                """,
            pixels: """
                JycnSEhIbGxsj4+PsLCwLi4uT09PcnJylpaWt7e3NjY2V1dXenp6np6ev7+/PDw8Xl5egYGBpKSkxcXF
                """),
        SmallMedia(
            name: "colour-key.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAIAAABV+fA3AAAABnRSTlMAFAADAOBZimryAAAAHElEQVR4nGNkYPjPK/0bK2IRYX7I
                y/wbKxpMcgBNJEIROV+fhwAAAABJRU5ErkJggg==
                """,
            pixels: """
                Dg3xJDvoPG3fVJ/Was3NMBK8RkCzXnKqdqShjNKYVBiEakZ7gnhymqppsNhgdh1PjEtGpH09vK800t0r
                """),
        SmallMedia(
            name: "plain.gif", width: 5, height: 4,
            bytes: """
                R0lGODdhCQAHAIMAAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CwAAAAACQAHAAAIOgAf
                OHCwQIECAwYECCyo4ICBAQoXFHQIUUCDiwgQECAgwGKDBBk3BgDAgEGCAgUIBBhZEmWBlQAABAQAOw==
                """,
            pixels: """
                FAPgHyTiQmLPZJ+8g9KnFAPgMkLUV4K+eLmqg9KnRxOWdERqemJzmJljxeFDcCBbmHtQmHtQub9ExeFD
                """),
        SmallMedia(
            name: "clear.gif", width: 5, height: 4,
            bytes: """
                R0lGODlhCQAHAIMAAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CH5BAEAAAMALAAAAAAJ
                AAcAAAg6AB84cLBAgQIDBgQILKjggIEBChcUdAhRQIOLCBAQICDAYoMEGTcGAMCAQYICBQgEGFkSZYGVAAAEBAA7
                """,
            pixels: """
                FAPgHyTiQmLPZJ+8g9KnFAPgMkLUV4K+eLmqg9KnRxOWdERqemJzmJljxeFDcCBbmHtQmHtQub9ExeFD
                """),
        SmallMedia(
            name: "moving.gif", width: 5, height: 4,
            bytes: """
                R0lGODdhCQAHAIMAAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CwAAAAACQAHAAAIOgAf
                OHCwQIECAwYECCyo4ICBAQoXFHQIUUCDiwgQECAgwGKDBBk3BgDAgEGCAgUIBBhZEmWBlQAABAQAIfkEAQAAEAAsAAAAAAkABwCD
                xeFDub9Eg9KneLmqmJljmHtQZJ+8V4K+emJzdERqQmLPMkLUcCBbRxOWHyTiFAPgCDkABRgwoADCAgcOHggYYOAABAUHFS408HDB
                AokECEBA0KAjgAAZNybwGAAkhAIJGDAA8DHAyQIqAwIAIfkEAQAAEAAsAAAAAAkABwCDxeFDub9Eg9KneLmqmJljmHtQZJ+8V4K+
                emJzdERqQmLPMkLUcCBbRxOWHyTiFAPgCDoAGTAoQDBAAAAABCYgSMAggAYNEiBAQKDhQ4gIIFQUIODBggUKDhgYwPGBA5AhR3Z0
                cFKBAgMGBAQEADs=
                """,
            pixels: """
                FAPgHyTiQmLPZJ+8g9KnFAPgMkLUV4K+eLmqg9KnRxOWdERqemJzmJljxeFDcCBbmHtQmHtQub9ExeFD
                """),
        SmallMedia(
            name: "colour.jpg", width: 5, height: 4,
            bytes: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU
                FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU
                FBQUFBQUFBT/wAARCAAHAAkDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF
                BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW
                V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi
                4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC
                AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm
                Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq
                8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDkP2UPDi/6HwO1fc3/AAja/wB0UUV+E+IniBxD/bEv9o7/ANbnpZtw3ln1h/uz/9k=
                """,
            pixels: """
                Eg7fKjrdQW3TWZ/McsrJLRS2RUC0XHOqdKajjdGiUhl+a0V8gnhymaprs9ZpcB9QiEtNn35DtrA80Ns6
                """),
        SmallMedia(
            name: "progressive.jpg", width: 5, height: 4,
            bytes: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx
                NDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy
                MjIyMjIyMjL/wgARCAAHAAkDASEAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAb/xAAVAQEBAAAAAAAAAAAAAAAAAAADBP/a
                AAwDAQACEAMQAAABNVzn/8QAFxABAAMAAAAAAAAAAAAAAAAAAAIEEv/aAAgBAQABBQKjBh//xAAXEQADAQAAAAAAAAAAAAAAAAAA
                AwQh/9oACAEDAQE/AWy6f//EABgRAAIDAAAAAAAAAAAAAAAAAAABBAUT/9oACAECAQE/AZ9k9T//xAAVEAEBAAAAAAAAAAAAAAAA
                AAABEP/aAAgBAQAGPwIn/8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABPyEj/9oADAMBAAIAAwAAABBf/8QAFREBAQAAAAAA
                AAAAAAAAAAAAAAH/2gAIAQMBAT8Qi//EABYRAAMAAAAAAAAAAAAAAAAAAAARIf/aAAgBAgEBPxBpT//EABgQAAIDAAAAAAAAAAAA
                AAAAAAABEVGh/9oACAEBAAE/EEZIUj//2Q==
                """,
            pixels: """
                DA/oJjnrPmzcVZ3Qb8rVKBWyQz+2W3Kmc6SajdKgUxt5bkV9h3hunalittVmcR9Ni0hQpHtCuq011No7
                """),
        SmallMedia(
            name: "lossless.webp", width: 5, height: 4,
            bytes: """
                UklGRnwBAABXRUJQVlA4TG8BAAAvCIABEPfhRgAAQjnbnIxsTvUF489tTRptGw9xFAAAGc3WzzZSLMfiLNWVsF62bboRAICI4mbX
                pM1eW/3c3sOzbTrVtm1NruWdwZL7RvL2V4gs4XQ9BLq709wikegkT04jubfAuif/da3jdqrsQ9+PDuVi8HRlmuMaU/8OBMTnDFyA
                NZj/k//ieyuj5a8ZLW1m0+2zXwW+I/0GGiPAFs0jl6eAwPYpgSKH+GPeridZZXBQPKA9kZ4tT/syOGWv/krWj1DvzjqJ8+JfZnfK
                q7qaMe+xXAG31X/Qxwezh4B0/vJfaKap88EXiQU9z6Qf/0aUrG//+Po4TiTaOT+FG0nq2iHdm+FPItba34SV4z9s1PE1lz80dxG7
                kLvAIvBMetKdjoeGsQob1qad1b1U/dAlisoFhgEAFs0u27Ztu4j+h6mr3RtnQ7F+U00AITqwxasSDiFbl6aUPg1C/8/Lm5Wfq7EZ
                ftfEDcWN2YKcUYJPAA==
                """,
            pixels: """
                kEegqHt5grZ+cSBz0oglaKK4aZNNklCHnCRzepWRalNmJWwzfnxTXGWIcpGZkmbZhaieaZmc5F14o1lB
                """),
        SmallMedia(
            name: "lossy.webp", width: 5, height: 4,
            bytes: """
                UklGRuwAAABXRUJQVlA4WAoAAAAQAAAACAAABgAAQUxQSEAAAAAA8aCv5ZTG1TkOTEjf6QF/0iHMHnfRTVdHuEH9cXqBlY2C/s7K
                s59X/Xc32CnbnB0LcQkkg/h3zurSoXCDRH9hVlA4IIYAAACQAgCdASoJAAcAAkA4JbACdDKAPYABm3Fyn7hDAAD77EdrFz64S/Cp
                vvJBcTysQing5Hi6+z9Or4M7tOklNs50IvXA2LoRNLKqUP6wYbZmnz3iQFZGD4EMOP4p2piT/vqFP9OKvabMv/Kh+XHJRlr20gKG
                aL+j/6hcVujf8FTRfxJ/gcAAAA==
                """,
            pixels: """
                jkCiqHmUsJihZi5Wvo5Vd5+ld4prhWFmgjB/jo+SWV99LWg5en5XkU9oe5GQmHGyi6KPjYSHvHVwa3Y9
                """),
        SmallMedia(
            name: "alpha.png", width: 13, height: 11,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAYAAADam2dgAAABDklEQVR4nAEDAfz+AYtK5fEe9yGv7CkgDydjiTamLFuv/V2JMuPR
                1w9pBj1kmiSQ1QCZstdMNCf6SNcyod9wrKHpJhFZAd0G8n+PBjzSXhmmIfm9DMwCiIel0pNu0C9xqmLyCtzyZF9BGlbF4FTIYTjz
                5sEJmSCZCIIxAVGF8HHNcncJARzDB2519xQUeJH4yiO59d34bnwb8urQ2Nco/AG3L0Wzm/QC7BxWBriVBd+m5mMueqCXxMCYLTmh
                xAKsUYgkfrIAP2XPnBvcXR2PyD8LC7Tbcb5XIgmFHT0k9MDPg/5DY/gvR1l3AYlV9s5NLNUcm/gD6Fd/Rs9seuvPmsSeE7cPjcFu
                0wk7FbXr4gKEfc7y4vW+AAAAAElFTkSuQmCC
                """,
            pixels: """
                i0nxmUOFqEcAjWkSt7OOs+GUYvoJWYBvTD6IPShufiqMwgzOAAAAj2Hphk2elTNEvEFlp5makdOXYP8DhFmgdyOSXhZWbhuG8ZY7
                +bMAosjQSXn/dyjd0TadkoSdX7aeAAAC/wD/vwmWlgc1WQBs4LYn9L8TPXBwtG/2pZKnb7kra65dcoSxf1Vusq6R4GZK5y8dZgQI
                iK5ltMlzG1zjf63Re8R7MroBWKYVplN2jSSReXxZn2FhsSt7YwGIW46qdtq6VH36NNGqGNFSGxkrZ2IXmmpGoACxgRR1VCGiSRra
                XgPGUnTVOPLtq0Bnb1BYOldJUDxDIXAiQIMx0I16vFtYN11tIW+IUDuQaqqkXN2npTdWeSdLSyE9in1FAIFDFpFE9vlJ/8oTQqRI
                RLdf0Yo1qKBaZrV3RGDDNXKqAP8A//8AAq7MB6vK/6IAfw8At52l5Lm+/1NvwEJcHlFeZFvxmnXexI7GdXnRhct9gN9xLGX/oDKz
                0FSQ3oaL/zdYsUZEAI4wiFH8vW7eyH/Lc3XTqctRtO0sM3H/qT3DxTN9dysH8AcllWIiAOkV
                """),
        SmallMedia(
            name: "palette-clear.png", width: 13, height: 11,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHBAMAAAAotXpTAAAAMFBMVEXF4UO5v0SD0qd4uaqYmWOYe1Bkn7xXgr56YnN0RGpCYs8y
                QtRwIFtHE5YfJOIUA+Di9pAXAAAABHRSTlP///8AQCqp9AAAADVJREFUeJwBKgDV/wH+7b+8ugIAz/39AAL9AM/PAALiHg4QAAIA
                wAD/4ALv/dDQAAIAwP3/AK69E5eHv2p5AAAAAElFTkSuQmCC
                """,
            pixels: """
                FAPgHyTiHyTiHyTiMkLUMkLUQmLPQmLPQmLPZJ+8ZJ+8ZJ+8g9KnFAPgHyTiHyTiHyTiMkLUMkLUQmLPQmLPQmLPZJ+8ZJ+8ZJ+8
                g9KnFAPgHyTiHyTiMkLUQmLPQmLPQmLPV4K+V4K+ZJ+8eLmqeLmqg9KnFAPgMkLUMkLUMkLUQmLPQmLPV4K+ZJ+8ZJ+8eLmqg9Kn
                g9Kng9KnFAPgMkLUMkLUMkLUQmLPQmLPV4K+ZJ+8ZJ+8eLmqg9Kng9Kng9KnRxOWRxOWRxOWRxOWemJzemJzemJzmJljmJljmJlj
                g9Kng9Kng9KnRxOWRxOWRxOWdERqemJzemJzemJzmJljmJljmJljub9Eub9ExeFDRxOWRxOWRxOWdERqemJzemJzemJzmJljmJlj
                mJljub9Eub9ExeFDcCBbcCBbcCBbdERqmHtQmHtQmHtQmJljmJljub9Eub9Eub9ExeFDcCBbcCBbcCBbmHtQmHtQmHtQmHtQub9E
                ub9Eub9ExeFDxeFDxeFDcCBbcCBbcCBbmHtQmHtQmHtQmHtQub9Eub9Eub9ExeFDxeFDxeFD
                """),
    ]

    /// One-frame clips, as ffmpeg converts them by its defaults.
    static let clips: [SmallMedia] = [
        SmallMedia(
            name: "limited-601", width: 16, height: 8,
            bytes: """
                GkXfo6NChoEBQveBAULygQRC84EIQoKIbWF0cm9za2FCh4EEQoWBAhhTgGcBAAAAAAAC4hFNm3TAv4TlHYqaTbuLU6uEFUmpZlOs
                gaFNu4tTq4QWVK5rU6yBzE27jFOrhBJUw2dTrIIBYk27jFOrhBxTu2tTrIICxuwBAAAAAAAAUwAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFUmpZqa/hEdLJvQq
                17GDD0JATYCETGF2ZldBhExhdmZEiYhARAAAAAAAABZUrmtAkL+EIeMP6q4BAAAAAAAAgdeBAXPFiAAAAAAAAAABnIEAIrWcg3Vu
                ZIiBAIaPVl9NUEVHNC9JU08vQVZDg4EBI+ODhAJiWgDgmLCBELqBCJqBAlSygQRVsIhVsYEGVbmBAWOirQH0AAr/4QAZZ/QACq6y
                P8s1AgIGQAAAAwBAAAAMg8SJkgEABWjrwGvL/fj4ABJUw2fYv4R+wa2lc3PPY8CLY8WIAAAAAAAAAAFnyJlFo4dFTkNPREVSRIeM
                TGF2YyBsaWJ4MjY0Z8iiRaOIRFVSQVRJT05Eh5QwMDowMDowMC4wNDAwMDAwMDAAAB9DtnVBAb+EFtji+OeBAKNA9YEAAIAAAADt
                ZYiEr+zDOYvN7JGoD+Qbx4CGLQq2nxpM+rqe11+W3+5N7+sT+kqrEbpN7Jlt9eRBuz9N/P/jq+jZ+GdJVst7zqiak+JX76x8GvqV
                /5BRVVUAENP8PPLnkFn5GDNOI4yK28lLt2AAABZ/VJx4mPqqYRnaAM9ZHpit88yIVkCzHAAFEuer2u97aPc6P8jCuPPeIBI+NOW4
                hxJQBhnuklea83/B9HxwRriWE8zuR62+1DJ9pmV8vYckZM7D4wLRAFjfKhcDzyUdUKoYnnRuBpO2e9x9OPt1XAzcvFRXOzSeJ4vd
                bblHMMI5SnwaWoeBHFO7a5e/hD/1gX27j7OBALeK94EB8YIBv/CBCQ==
                """,
            pixels: """
                xh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1ZgfIfhfYjnu49o/NCuulbv+5g5PQQ6PgUxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1ZdOUS
                fe4bmek4ovJBvu1fx/Zo0uIA3OwIxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zf7OIjMCVsMOfoLOPwbWZz8On4LQ87cFJxh1Zxh1Z
                xh1Zxh1Zxh1Zxh1Zxh1Zxh1ZcqZ7hLiNjqF9oLOPqZ2Buq6Sz6Mr4LQ8xh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zhn6hfnaZqoKl
                onqdz4enx3+f3XRh8ol2xh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1ZeHCTdW2QiWGEonqdtm6OsmqKzGNQ535rxh1Zxh1Zxh1Zxh1Z
                xh1Zxh1Zxh1Zxh1Zkk+Nk1COrktqrktqyEZJyUdK5EAt5kIvxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1Zxh1ZaCVjbClnjClIkS5Nry0w
                tDI10y8c2TUi
                """),
        SmallMedia(
            name: "limited-709", width: 16, height: 8,
            bytes: """
                GkXfo6NChoEBQveBAULygQRC84EIQoKIbWF0cm9za2FCh4EEQoWBAhhTgGcBAAAAAAAC9RFNm3TAv4QQEIIXTbuLU6uEFUmpZlOs
                gaFNu4tTq4QWVK5rU6yBzE27jFOrhBJUw2dTrIIBYk27jFOrhBxTu2tTrIIC2ewBAAAAAAAAUwAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFUmpZqa/hEdLJvQq
                17GDD0JATYCETGF2ZldBhExhdmZEiYhARAAAAAAAABZUrmtAkL+EgY+2ka4BAAAAAAAAgdeBAXPFiAAAAAAAAAABnIEAIrWcg3Vu
                ZIiBAIaPVl9NUEVHNC9JU08vQVZDg4EBI+ODhAJiWgDgmLCBELqBCJqBAlSygQRVsIhVsYEBVbmBAWOirQH0AAr/4QAZZ/QACq6y
                P8s1AgIBQAAAAwBAAAAMg8SJkgEABWjrwGvL/fj4ABJUw2fYv4R+wa2lc3PPY8CLY8WIAAAAAAAAAAFnyJlFo4dFTkNPREVSRIeM
                TGF2YyBsaWJ4MjY0Z8iiRaOIRFVSQVRJT05Eh5QwMDowMDowMC4wNDAwMDAwMDAAAB9DtnVBFL+Eq/CAaOeBAKNBCIEAAIAAAAEA
                ZYiEr+zDOYvN7JGrdduh4BiuCJqXYv9YvHes2p9/d2aFx56FIQPrIBCSN2Lyr97H7WbfDf1t7NaDCt+ZBRWES+b/XStZwoRzJfwv
                G4ePv9ECCUjygpiOa/T8zgnbu4KVdoMfjtxIw9/K81zDZ/joMvvxPTfVDXjd0a5JzmzVrLqkBo8nwuB+irR1N9uvryndZ9HLCOqu
                jMnbmdlA8rdKn5C2YLsqLdd+Au6fgVNdBu3txVW7STIOXNgOqP/1XMiuVxaFGM07othoKar+fY2SvrGDjp8zdva2fmg3Jk0OObai
                6RUKOO0fTEUBNVl7jqgsTh8UyZp/9skxrGGgHJ4WIRxTu2uXv4Q/9YF9u4+zgQC3iveBAfGCAb/wgQk=
                """,
            pixels: """
                yB5ayB5ayB5ayB5ayB5ayB5ayB5ayB5ahvYiiPgko/JCpvVFwPFgw/Rj5/cS6voVyB5ayB5ayB5ayB5ayB5ayB5ayB5ayB5ac+MP
                eekVluU1nOs7uOlYv/Bf0uIA2OgDyB5ayB5ayB5ayB5ayB5ayB5ayB5ayB5ahbiNjcCVr8GepbeUxbmfzcGn5blB7cFJyB5ayB5a
                yB5ayB5ayB5ayB5ayB5ayB5acqV6frGGj6F+mqyJqp6EtqqQ0KQs2683yB5ayB5ayB5ayB5ayB5ayB5ayB5ayB5aiH+khHugq4Om
                pn6hzYamyoOj4ntn8Il1yB5ayB5ayB5ayB5ayB5ayB5ayB5ayB5adm2Sc2qPi2OGnHSXs2yMsWqKzWZS3XZiyB5ayB5ayB5ayB5a
                yB5ayB5ayB5ayB5akEyKkU2LrElprUpqykdKy0hL50Qv6EUwyB5ayB5ayB5ayB5ayB5ayB5ayB5ayB5aaydlbipojSpKkC1Nrywv
                tDE00i8a1jMe
                """),
        SmallMedia(
            name: "full-601", width: 16, height: 8,
            bytes: """
                GkXfo6NChoEBQveBAULygQRC84EIQoKIbWF0cm9za2FCh4EEQoWBAhhTgGcBAAAAAAAC8xFNm3TAv4QXPTrwTbuLU6uEFUmpZlOs
                gaFNu4tTq4QWVK5rU6yBzE27jFOrhBJUw2dTrIIBYk27jFOrhBxTu2tTrIIC1+wBAAAAAAAAUwAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFUmpZqa/hEdLJvQq
                17GDD0JATYCETGF2ZldBhExhdmZEiYhARAAAAAAAABZUrmtAkL+EHSaZZq4BAAAAAAAAgdeBAXPFiAAAAAAAAAABnIEAIrWcg3Vu
                ZIiBAIaPVl9NUEVHNC9JU08vQVZDg4EBI+ODhAJiWgDgmLCBELqBCJqBAlSygQRVsIhVsYEGVbmBAmOirQH0AAr/4QAZZ/QACq6y
                P8s3AgIGQAAAAwBAAAAMg8SJkgEABWjrwGvL/fj4ABJUw2fYv4R+wa2lc3PPY8CLY8WIAAAAAAAAAAFnyJlFo4dFTkNPREVSRIeM
                TGF2YyBsaWJ4MjY0Z8iiRaOIRFVSQVRJT05Eh5QwMDowMDowMC4wNDAwMDAwMDAAAB9DtnVBEr+EgrObqOeBAKNBBoEAAIAAAAD+
                ZYiEr+zDOYvN7JGpGKdI2UVzTzCWqYi9TjEik2HAw2BpMesZl7UcwdI6FFrDQBO8IQQBsfS+fCuDxEL1I1zetYhQz5J+QtN5jNX9
                xa3KoAK0TCi/UhHCqRqpfnJGPAYSKcXh5Vj9NyRfAAADALP6pOQjh3O3HksDZRvpQXGTIOTioNCxwABRLnrM6jUtuouv0JuymasD
                57DHuWymDrajtNT1R3jevtFPa9WNxbO6M8koqiwA3keu70kkxtJRXZkHKBisn0omeTmyDxOmkj99wjt1wQYjEPZ50aoaUCcv104J
                cvVDrUF+8dJpie7iz1IeBBwST1FJjkBDquC7ZeEcU7trl7+EP/WBfbuPs4EAt4r3gQHxggG/8IEJ
                """,
            pixels: """
                yB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1Zg/Ifh/Yjnu4+o/NDuuxbvvBf5PQP6fkUyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZduUS
                f+4bmuo6o/NDvvBfx/lo0+MA3OwHyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZgLKHjsCVsMKhoLKRwraaz8On4LQ97sJLyB1ZyB1Z
                yB1ZyB1ZyB1ZyB1ZyB1ZyB1Zc6V6hbeMjqB/oLKRqZ2Buq6Sz6Ms4bU+yB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1Zhn6hf3eaqoKk
                o3ud0IipyICh3nVj84p4yB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZeXGUdm6RiWGDo3udtm6Ps2uMzWRS535syB1ZyB1ZyB1ZyB1Z
                yB1ZyB1ZyB1ZyB1Zk0+MlFCNrktrr0xsykdJy0hK5UIt5kMuyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZyB1ZaSVibipnjClJkS5OsS4w
                tjM11DEc2TYh
                """),
        SmallMedia(
            name: "full-709", width: 16, height: 8,
            bytes: """
                GkXfo6NChoEBQveBAULygQRC84EIQoKIbWF0cm9za2FCh4EEQoWBAhhTgGcBAAAAAAADBRFNm3TAv4S8IFsxTbuLU6uEFUmpZlOs
                gaFNu4tTq4QWVK5rU6yBzE27jFOrhBJUw2dTrIIBYk27jFOrhBxTu2tTrIIC6ewBAAAAAAAAUwAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFUmpZqa/hEdLJvQq
                17GDD0JATYCETGF2ZldBhExhdmZEiYhARAAAAAAAABZUrmtAkL+EvUogHa4BAAAAAAAAgdeBAXPFiAAAAAAAAAABnIEAIrWcg3Vu
                ZIiBAIaPVl9NUEVHNC9JU08vQVZDg4EBI+ODhAJiWgDgmLCBELqBCJqBAlSygQRVsIhVsYEBVbmBAmOirQH0AAr/4QAZZ/QACq6y
                P8s3AgIBQAAAAwBAAAAMg8SJkgEABWjrwGvL/fj4ABJUw2fYv4R+wa2lc3PPY8CLY8WIAAAAAAAAAAFnyJlFo4dFTkNPREVSRIeM
                TGF2YyBsaWJ4MjY0Z8iiRaOIRFVSQVRJT05Eh5QwMDowMDowMC4wNDAwMDAwMDAAAB9DtnVBJL+Ey0M8zeeBAKNBGIEAAIAAAAEQ
                ZYiEr+zDOYvN7JGsEEwYcL6AMa6APjkOKMSHkTX3U2fIth0uCJ3rHrVasnSxTVl1h5Po11ZjlZs2+u6pmMyqnjgrfrPoxmv4aYey
                ZItC/+Cu3QudWMgqzgQlwl1yljStNp+l/7nkQIuIw9s7gnTM3AHGhwIbVAafVD4+PmVYxEuzP3tdUeS4RmsDBikeaKFzlpE1TBgr
                12N5oCKBOwRKatuD/Et9+X8lXPC9SGmgOanFkdAPBMb+k/feXewWDZ9Bef+YdRpT2JYzC7ixAUgHe0B5DVEMGnFx4L3YxK/qFw4I
                pDW8HoAdOqdywzFNgLYt9ClhCfTc0QMFFXyXjH6GgMJKmUeCT6hGt4PnJ+ttXH0cU7trl7+EP/WBfbuPs4EAt4r3gQHxggG/8IEJ
                """,
            pixels: """
                xxxaxxxaxxxaxxxaxxxaxxxaxxxaxxxahfcjiPompPNCp/ZFwPFgxPVk5/gS6/wWxxxaxxxaxxxaxxxaxxxaxxxaxxxaxxxacuQQ
                eOoWluU0new7uepZv/Bf0uMA2OkDxxxaxxxaxxxaxxxaxxxaxxxaxxxaxxxahbiNjsGWr8GgpbeWxrmfz8Ko5LhD7cFMxxxaxxxa
                xxxaxxxaxxxaxxxaxxxaxxxacqV6frGGkKKBm62MrJ+Ft6qQz6Mu2686xxxaxxxaxxxaxxxaxxxaxxxaxxxaxxxaiYGlhHygq4Ol
                p3+h0IanzIKj43tn8Yl1xxxaxxxaxxxaxxxaxxxaxxxaxxxaxxxadm6SdGyQjGSGnHSWtmyNtGqLzmZS33djxxxaxxxaxxxaxxxa
                xxxaxxxaxxxaxxxakEyKkU2LrUprrktsykdKy0hL50Qw6EUxxxxaxxxaxxxaxxxaxxxaxxxaxxxaxxxaaydlbytpjitMkS5PsC0w
                tDE00i8b1jMf
                """),
    ]

    /// One-frame clips with a display matrix, as ffmpeg turns and converts them.
    static let turned: [SmallMedia] = [
        SmallMedia(
            name: "turned-90", width: 8, height: 16,
            bytes: """
                AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQAAAQ5tZGF0AAABAmWIhK/swzmLxTLtNrF+F5Gf1lo2hazG
                jXGltX+bCl/brh+bpWDtiVCf76NOxgHaxKaHxwc+sAv8jcILocZlLf9DJUHdvN6g1FZMgPzmxrk/7DlhvxyLnkDpc4ADl4YC76oE
                KN0glgIhp9HaQPfOLU6KSoGKN2msRhd6lUepOhgFHIlgy5VINL9QXf7xaMGCUSxlxXo/wKjICLZIEQL/eKXR/A7H2bkbwMyykjzM
                fTyJxjXJ3D/29qbHEbvbiOmy3uaASx//up9dpqtCB74yD4FU5rFfdOH6aRztmN1kZkffbpE8GMZZ0Nae+XN68aMKp95OPylBDIrX
                CitSuRrtn6fPfQAAAt5tb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAAKAABAAABAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAA
                AAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAACLXRyYWsAAABcdGtoZAAAAAMAAAAA
                AAAAAAAAAAEAAAAAAAAAKAAAAAAAAAAAAAAAAAAAAAAAAAAA//8AAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAEAAAAAgA
                AAAAACRlZHRzAAAAHGVsc3QAAAAAAAAAAQAAACgAAAAAAAEAAAAAAaVtZGlhAAAAIG1kaGQAAAAAAAAAAAAAAAAAADIAAAACAFXE
                AAAAAAAtaGRscgAAAAAAAAAAdmlkZQAAAAAAAAAAAAAAAFZpZGVvSGFuZGxlcgAAAAFQbWluZgAAABR2bWhkAAAAAQAAAAAAAAAA
                AAAAJGRpbmYAAAAcZHJlZgAAAAAAAAABAAAADHVybCAAAAABAAABEHN0YmwAAACsc3RzZAAAAAAAAAABAAAAnGF2YzEAAAAAAAAA
                AQAAAAAAAAAAAAAAAAAAAAAAEAAIAEgAAABIAAAAAAAAAAEMTGF2YyBsaWJ4MjY0AAAAAAAAAAAAAAAAAAAAAAAAAAAY//8AAAAy
                YXZjQwH0AAr/4QAWZ/QACpHWR/iYQAAAAwBAAAAMg8SJkgEABWjrwGvL//j4AAAAABRidHJ0AAAAAAAAzLAAAMywAAAAGHN0dHMA
                AAAAAAAAAQAAAAEAAAIAAAAAHHN0c2MAAAAAAAAAAQAAAAEAAAABAAAAAQAAABRzdHN6AAAAAAAAAQYAAAABAAAAFHN0Y28AAAAA
                AAAAAQAAADAAAAA9dWR0YQAAADVtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABtZGlyYXBwbAAAAAAAAAAAAAAAAAhpbHN0
                """,
            pixels: """
                6P8A6OEr6MNW6KWA6Ias6WrX6EsD6C4t2P8A2OAF2MMN2KQS14gY12ke2Usk1y0pyP8AyOHiyMTDyaWkyIaEyGlkyEtFyS0muP8B
                uOG8uMJ4uKY1uIfxuGmtuEppuCwjqP8Bp+GXqMMvqKXGqIZbqGnzp0uKqC0gmf8AmeFymcPlmaVWmYfImGo6mUusmC0fiP4Ah+JN
                iMOaiaXnh4cziGiBh0zNhy0ceP8AeOEneMNReKZ4eYegeGjJeEvwdy0Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Z
                """),
        SmallMedia(
            name: "turned-180", width: 16, height: 8,
            bytes: """
                AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQAAAQ5tZGF0AAABAmWIhK/swzmLxTLtNrF+F5Gf1lo2hazG
                jXGltX+bCl/brh+bpWDtiVCf76NOxgHaxKaHxwc+sAv8jcILocZlLf9DJUHdvN6g1FZMgPzmxrk/7DlhvxyLnkDpc4ADl4YC76oE
                KN0glgIhp9HaQPfOLU6KSoGKN2msRhd6lUepOhgFHIlgy5VINL9QXf7xaMGCUSxlxXo/wKjICLZIEQL/eKXR/A7H2bkbwMyykjzM
                fTyJxjXJ3D/29qbHEbvbiOmy3uaASx//up9dpqtCB74yD4FU5rFfdOH6aRztmN1kZkffbpE8GMZZ0Nae+XN68aMKp95OPylBDIrX
                CitSuRrtn6fPfQAAAt5tb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAAKAABAAABAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAA
                AAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAACLXRyYWsAAABcdGtoZAAAAAMAAAAA
                AAAAAAAAAAEAAAAAAAAAKAAAAAAAAAAAAAAAAAAAAAD//wAAAAAAAAAAAAAAAAAA//8AAAAAAAAAAAAAAAAAAEAAAAAAEAAAAAgA
                AAAAACRlZHRzAAAAHGVsc3QAAAAAAAAAAQAAACgAAAAAAAEAAAAAAaVtZGlhAAAAIG1kaGQAAAAAAAAAAAAAAAAAADIAAAACAFXE
                AAAAAAAtaGRscgAAAAAAAAAAdmlkZQAAAAAAAAAAAAAAAFZpZGVvSGFuZGxlcgAAAAFQbWluZgAAABR2bWhkAAAAAQAAAAAAAAAA
                AAAAJGRpbmYAAAAcZHJlZgAAAAAAAAABAAAADHVybCAAAAABAAABEHN0YmwAAACsc3RzZAAAAAAAAAABAAAAnGF2YzEAAAAAAAAA
                AQAAAAAAAAAAAAAAAAAAAAAAEAAIAEgAAABIAAAAAAAAAAEMTGF2YyBsaWJ4MjY0AAAAAAAAAAAAAAAAAAAAAAAAAAAY//8AAAAy
                YXZjQwH0AAr/4QAWZ/QACpHWR/iYQAAAAwBAAAAMg8SJkgEABWjrwGvL//j4AAAAABRidHJ0AAAAAAAAzLAAAMywAAAAGHN0dHMA
                AAAAAAAAAQAAAAEAAAIAAAAAHHN0c2MAAAAAAAAAAQAAAAEAAAABAAAAAQAAABRzdHN6AAAAAAAAAQYAAAABAAAAFHN0Y28AAAAA
                AAAAAQAAADAAAAA9dWR0YQAAADVtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABtZGlyYXBwbAAAAAAAAAAAAAAAAAhpbHN0
                """,
            pixels: """
                6C4t1y0pyS0muCwjqC0gmC0fhy0cdy0Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z6EsD2UskyEtFuEppp0uKmUush0zNeEvwxx5Z
                xx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z6WrX12keyGlkuGmtqGnzmGo6iGiBeGjJxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z6Ias14gY
                yIaEuIfxqIZbmYfIh4czeYegxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z6KWA2KQSyaWkuKY1qKXGmaVWiaXneKZ4xx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Zxx5Zxx5Z6MNW2MMNyMTDuMJ4qMMvmcPliMOaeMNRxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z6OEr2OAFyOHiuOG8
                p+GXmeFyh+JNeOEnxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z6P8A2P8AyP8AuP8BqP8Bmf8AiP4AeP8Axx5Zxx5Zxx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Z
                """),
        SmallMedia(
            name: "turned-270", width: 8, height: 16,
            bytes: """
                AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDEAAAAIZnJlZQAAAQ5tZGF0AAABAmWIhK/swzmLxTLtNrF+F5Gf1lo2hazG
                jXGltX+bCl/brh+bpWDtiVCf76NOxgHaxKaHxwc+sAv8jcILocZlLf9DJUHdvN6g1FZMgPzmxrk/7DlhvxyLnkDpc4ADl4YC76oE
                KN0glgIhp9HaQPfOLU6KSoGKN2msRhd6lUepOhgFHIlgy5VINL9QXf7xaMGCUSxlxXo/wKjICLZIEQL/eKXR/A7H2bkbwMyykjzM
                fTyJxjXJ3D/29qbHEbvbiOmy3uaASx//up9dpqtCB74yD4FU5rFfdOH6aRztmN1kZkffbpE8GMZZ0Nae+XN68aMKp95OPylBDIrX
                CitSuRrtn6fPfQAAAt5tb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAAKAABAAABAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAA
                AAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAACLXRyYWsAAABcdGtoZAAAAAMAAAAA
                AAAAAAAAAAEAAAAAAAAAKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAD//wAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAEAAAAAgA
                AAAAACRlZHRzAAAAHGVsc3QAAAAAAAAAAQAAACgAAAAAAAEAAAAAAaVtZGlhAAAAIG1kaGQAAAAAAAAAAAAAAAAAADIAAAACAFXE
                AAAAAAAtaGRscgAAAAAAAAAAdmlkZQAAAAAAAAAAAAAAAFZpZGVvSGFuZGxlcgAAAAFQbWluZgAAABR2bWhkAAAAAQAAAAAAAAAA
                AAAAJGRpbmYAAAAcZHJlZgAAAAAAAAABAAAADHVybCAAAAABAAABEHN0YmwAAACsc3RzZAAAAAAAAAABAAAAnGF2YzEAAAAAAAAA
                AQAAAAAAAAAAAAAAAAAAAAAAEAAIAEgAAABIAAAAAAAAAAEMTGF2YyBsaWJ4MjY0AAAAAAAAAAAAAAAAAAAAAAAAAAAY//8AAAAy
                YXZjQwH0AAr/4QAWZ/QACpHWR/iYQAAAAwBAAAAMg8SJkgEABWjrwGvL//j4AAAAABRidHJ0AAAAAAAAzLAAAMywAAAAGHN0dHMA
                AAAAAAAAAQAAAAEAAAIAAAAAHHN0c2MAAAAAAAAAAQAAAAEAAAABAAAAAQAAABRzdHN6AAAAAAAAAQYAAAABAAAAFHN0Y28AAAAA
                AAAAAQAAADAAAAA9dWR0YQAAADVtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABtZGlyYXBwbAAAAAAAAAAAAAAAAAhpbHN0
                """,
            pixels: """
                xx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Z
                xx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zxx5Zdy0ZeEvweGjJeYegeKZ4eMNReOEneP8Ahy0ch0zNiGiB
                h4cziaXniMOah+JNiP4AmC0fmUusmGo6mYfImaVWmcPlmeFymf8AqC0gp0uKqGnzqIZbqKXGqMMvp+GXqP8BuCwjuEppuGmtuIfx
                uKY1uMJ4uOG8uP8ByS0myEtFyGlkyIaEyaWkyMTDyOHiyP8A1y0p2Usk12ke14gY2KQS2MMN2OAF2P8A6C4t6EsD6WrX6Ias6KWA
                6MNW6OEr6P8A
                """),
    ]

    /// A 9 by 7 picture at other sizes, by Pillow's BICUBIC.
    static let resized: [SmallMedia] = [
        SmallMedia(
            name: "4x3", width: 4, height: 3,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                FxTmM07bUY7PbcjERRufYVWUf5WIm899cyJYj1xNrZxBydY2
                """),
        SmallMedia(
            name: "9x3", width: 9, height: 3,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                DgLpGx3kKDjfNVPaQm7VT4nQXKTLab/GdtrBPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6ahBbdytWhEZRkWFMnnxHq5dCuLI9
                xc040ugz
                """),
        SmallMedia(
            name: "5x7", width: 5, height: 7,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                Bgz9HDr0NGzrTJ7iYszZGg/eMD3VSG/MYKHDds+6LhK/REC2XHKtdKSkitKbQhWgWEOXcHWOiKeFntV8VhiBbEZ4hHhvnKpmsthd
                ahtigElZmHtQsK1Hxts+fh5DlEw6rH4xxLAo2t4f
                """),
        SmallMedia(
            name: "20x15", width: 20, height: 15,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                AAD/AAP/BQ//DB39Ein6GDX4HkH2I070KVrxL2bvNXLtO37rQYroRpfmTKPkUq/iWLvfX8ndZdXbZ9vaAgD7BAP6Cg/4ER32Fynz
                HTXxI0HvKE7tLlrqNGboOnLmQH7kRorhS5ffUaPdV6/bXbvYZMnWatXUbNvTCwDsDQXrExHpGh/nICvkJjfiLEPgMVDeN1zbPWjZ
                Q3TXSYDVT4zSVJnQWqXOYLHMZr3JbcvHc9fFdd3EFgDcGAbbHhLZJSDXKyzUMTjSN0TQPFHOQl3LSGnJTnXHVIHFWo3CX5rAZaa+
                a7K8cb65eMy3fti1gN60HwLNIQjMJxTKLiLINC7FOjrDQEbBRVO/S1+8UWu6V3e4XYO2Y4+zaJyxbqivdLStesCqgc6oh9qmieCl
                KAO/Kgm+MBW8NyO6PS+3Qzu1SUezTlSxVGCuWmysYHiqZoSobJClcZ2jd6mhfbWfg8Gcis+akNuYkuGXMgWwNAuvOhetQSWrRzGo
                TT2mU0mkWFaiXmKfZG6danqbcIaZdpKWe5+UgauSh7eQjcONlNGLmt2JnOOIOwaiPQyhQxifSiadUDKaVj6YXEqWYVeUZ2ORbW+P
                c3uNeYeLf5OIhKCGiqyEkLiClsR/ndJ9o957peR6RAeURg2TTBmRUyePWTOMXz+KZUuIaliGcGSDdnCBfHx/goh9iJR6jaF4k612
                mbl0n8VxptNvrN9truVsTgmFUA+EVhuCXSmAYzV9aUF7b015dFp3emZ0gHJyhn5wjIpukpZrl6Npna9no7tlqcdisNVgtuFeuOdd
                Vwp3WRB2Xxx0ZipybDZvckJteE5rfVtpg2dmiXNkj39ilYtgm5ddoKRbprBZrLxXsshUudZSv+JQwehPYAxoYhJnaB5lbyxjdThg
                e0RegVBchl1ajGlXknVVmIFTno1RpJlOqaZMr7JKtb5Iu8pFwthDyORByupAaw1YbRNXcx9Vei1TgDlQhkVOjFFMkV5Kl2pHnXZF
                o4JDqY5Br5o+tKc8urM6wL84xss1zdkz0+Ux1eswdA9JdhVIfCFGgy9EiTtBj0c/lVM9mmA7oGw4png2rIQ0spAyuJwvvaktw7Ur
                ycEpz80m1tsk3Oci3u0heQ9CexVBgSE/iC89jjs6lEc4mlM2n2A0pWwxq3gvsYQtt5ArvZwowqkmyLUkzsEi1M0f29sd4ecb4+0a
                """),
        SmallMedia(
            name: "1x1", width: 1, height: 1,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                cHWO
                """),
        SmallMedia(
            name: "31x2", width: 31, height: 2,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                GwLUHAPTHgjSIhDRJhnPKiLOLinMMjHLNjnJOUHIPUnGQVHFRVjDSGDCTGjAUHC/VHi+WIC8W4i7X4+5Y5e4Z5+2aqe1bq+zcrey
                dr6wesevftCtgtishN2rhd+qWwtyXA1xXhJwYhpvZiNtaixsbjNqcjtpdkNneUtmfVNkgVtjhWJhiGpgjHJekHpdlIJcmIpam5JZ
                n5lXo6FWp6lUqrFTrrlRssFQtshOutFNvtpLwuJKxOdJxelI
                """),
    ]
}
