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

// Written by Tests/Oracles/make-small-media.py with Pillow 13.0.0 and ffmpeg 5.1.
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
        SmallMedia(
            name: "deep.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHEAIAAAFybhziAAABk0lEQVR4nAGIAXf+AAAAAAD6BWX408jSzQAy/Gnk5mkATnALxIBx
                gWx1qGzVtGjfjFk5ABl+NPLwN0x6ntbcmwBn7kC2dqOa6qqaYwcAJzgF4r07QLY61LNtWjRvxqmfc7KkuJ/RjTDZqpYDAHWoEaZD
                p48mRpg52aike4owC8IisHwmPdug5W4cbwAMvxp59R4mPU9r61A/u4Rd4YJZOblP17QAM/cgW7hUTXVVTa6GZvOKP6S4gHG/MZrq
                AFsvJj17inStWy9xvI4rkCFn7qepxRNeIACCZywfPsCb5WERNPK1Y5YDKyTO4cr1IVYAE5wC8dugIFsdata5LRo349HSOdlSXMzr
                Rphs1cgEU1eHTsMdYBahx742bNW8QLlPeZTWubRoADrUCNOe1keTI0yZ71RSPcWVCGERWD6QIW3QcreLOnqPjTCGU4dOp6mBbJQN
                wiJ8haDM3Jt3ngBiDA61YgxuyykuXSV7ikOnWD6ISV4gU1eVCHiZTnChx5MSSYmuhq2LRKK7RcgEP7vIBOJ9OtTYhrSp/Ayj3gAA
                AABJRU5ErkJggg==
                """,
            pixels: """
                AAD6DBr1GTTwJk/rMmnmP4ThTJ7cWbnXZdPSEwLbIB3WLTfROVLMRmzIU4fDYKG+bLy5eda0JwW9MyC4QDqzTVWuWm+pZoqkc6Sf
                gL+ajdmWOgieRyOZVD2VYViQbXKLeo2Gh6eBlMJ8oNx3TguAWyZ7Z0B2dFtxgXVsjpBnmqpjp8VetN9ZYg5ibilde0NYiF5TlXhO
                oZNJrq1Eu8g/yOI6dRFDgiw+j0Y5m2E0qHswtZYrwrAmzsoh2+Uc
                """),
        SmallMedia(
            name: "bytes-clear.png", width: 9, height: 7,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHBAMAAAAotXpTAAAAMFBMVEXF4UO5v0SD0qd4uaqYmWOYe1Bkn7xXgr56YnN0RGpCYs8y
                QtRwIFtHE5YfJOIUA+Di9pAXAAAAEHRSTlMAECAwQFBgcICQoLDA0ODwVOCoyAAAADVJREFUeJwBKgDV/wH+7b+8ugIAz/39AAL9
                AM/PAALiHg4QAAIAwAD/4ALv/dDQAAIAwP3/AK69E5eHv2p5AAAAAElFTkSuQmCC
                """,
            pixels: """
                FAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnFAPgMkLUMkLUQmLPV4K+ZJ+8eLmq
                g9Kng9KnRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnRxOWRxOWdERqemJzemJzmJljmJljub9ExeFDcCBbcCBbdERqmHtQmHtQ
                mJljub9Eub9ExeFDcCBbcCBbmHtQmHtQmHtQub9Eub9ExeFDxeFD
                """),
        SmallMedia(
            name: "offset.gif", width: 13, height: 10,
            bytes: """
                R0lGODdhDQAKAIMFAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CwCAAEACQAHAAAIOgAf
                OHCwQIECAwYECCyo4ICBAQoXFHQIUUCDiwgQECAgwGKDBBk3BgDAgEGCAgUIBBhZEmWBlQAABAQAOw==
                """,
            pixels: """
                xeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDFAPgHyTiHyTiMkLUQmLPQmLPZJ+8ZJ+8g9KnxeFD
                xeFDxeFDxeFDFAPgHyTiMkLUQmLPQmLPV4K+ZJ+8eLmqg9KnxeFDxeFDxeFDxeFDFAPgMkLUMkLUQmLPV4K+ZJ+8eLmqg9Kng9Kn
                xeFDxeFDxeFDxeFDRxOWRxOWRxOWemJzemJzmJljmJljg9Kng9KnxeFDxeFDxeFDxeFDRxOWRxOWdERqemJzemJzmJljmJljub9E
                xeFDxeFDxeFDxeFDxeFDcCBbcCBbdERqmHtQmHtQmJljub9Eub9ExeFDxeFDxeFDxeFDxeFDcCBbcCBbmHtQmHtQmHtQub9Eub9E
                xeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFDxeFD
                xeFDxeFDxeFDxeFDxeFD
                """),
        SmallMedia(
            name: "no-alpha.bmp", width: 9, height: 7,
            bytes: """
                Qk0yAQAAAAAAADYAAAAoAAAACQAAAAcAAAABACAAAAAAAPwAAADEDgAAxA4AAAAAAAAAAAAA9lWJzsuB1urOeXHSFPjIof9yNHCd
                Ns6DKkWFRDMY838ezQhhz2U/nF3cGx0/yI8L27QLcSJXvgk9HYUkz8D0g2ND/vhZRy93RS+3s0cjUp9NeW5XLH4D/Vrh6XceeIk3
                V6Uh2AOn5SmBy23b8IVRcWf3HnoqEx+BIYiNlbIAoY1rI2uC2RtI/sMNY87r5DvKfDkhHsqVx3cD3EjRk4h6TXNShVdG5qJHLz7w
                uD8iH0GOxZL917KZTPonNEihMtffoaxw6VkRJgHyBt1/PAaP0qYZXiEMvfnM5UqL8QZBqaAmapWvr8285Qr5YpSTVl/GaidC1act
                qzk3UUUO
                """,
            pixels: """
                i0rlqUEGlWomvM2vYvkKX1aTQidqqy2nRVE3mbLXNCf61zKhcKyhJhFZ3QbyjwY8Xhmm+b0MITl8x5XKSNwDeoiThVJzouZG8D4v
                HyI/ksWOUYXwHvdnHxMqjYghoQCyayNrSBvZYw3DO+Trty9FUiNHbnlNA34s6eFaiXgeIaVX5acDbcuBP2XPG9xdj8g/C7Tbvlci
                hR099MDP/kNjL0dZiVX21oHLcXnOyPgUNHL/zjadhUUq8xgzCM0e
                """),
        SmallMedia(
            name: "turned.tif", width: 9, height: 7,
            bytes: """
                SUkqAAgAAAALAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwADAAAAkgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB
                AAAAmAAAABIBAwABAAAAAwAAABUBAwABAAAAAwAAABYBBAABAAAABwAAABcBBAABAAAAvQAAABwBAwABAAAAAQAAAAAAAAAIAAgA
                CAAAAP8NG/oaNvUnUfA0bOtBh+ZOouFbvdxo2NcUA+AhHtsuOdY7VNFIb8xVisdipcJvwL1827goBsE1IbxCPLdPV7Jccq1pjah2
                qKODw56Q3pk8CaJJJJ1WP5hjWpNwdY59kImKq4SXxn+k4XpQDINdJ35qQnl3XXSEeG+Rk2qermWryWC45FtkD2RxKl9+RVqLYFWY
                e1CllkuysUa/zEHM5zx4EkWFLUCSSDufYzasfjG5mSzGtCfTzyLg6h0=
                """,
            pixels: """
                4Ood088ixrQnuZksrH4xn2M2kkg7hS1AeBJFzOc8v8xBsrFGpZZLmHtQi2BVfkVacSpfZA9kuORbq8lgnq5lkZNqhHhvd110akJ5
                XSd+UAyDpOF6l8Z/iquEfZCJcHWOY1qTVj+YSSSdPAmikN6Zg8OedqijaY2oXHKtT1eyQjy3NSG8KAbBfNu4b8C9YqXCVYrHSG/M
                O1TRLjnWIR7bFAPgaNjXW73cTqLhQYfmNGzrJ1HwGjb1DRv6AAD/
                """),
        SmallMedia(
            name: "brightness.tif", width: 9, height: 7,
            bytes: """
                SUkqAOAAAACAB1/msYPEzENyGIrNYvGlkFk+LsqpBWlBRqAmLZJEgQus7DRvHIjtA2lphGk2rUyIFTmBKJkuKdGFddH4piVroEcM
                o+kteHkvK46HJQnBCpM1phCmdVngxr41F4UsNGjxbIgoKhCGNNn87I09ok/ndOHI5K8yG5hlY0i1YJggqJJlRKI8zodFno8oZGmt
                BKAvH1aFA8schHUZJxRkVHJ8sIBNGs5pY/GVJJEsI1SkpErgeIRli9ADZEK4knpVFw2qY3l9QoIop1LERMKkbJReChIM8NouAgAM
                AAABAwABAAAACQAAAAEBAwABAAAABwAAAAIBAwADAAAAdgEAAAMBAwABAAAABQAAAAYBAwABAAAABgAAABEBBAABAAAACAAAABUB
                AwABAAAAAwAAABYBAwABAAAABwAAABcBBAABAAAA1wAAABwBAwABAAAAAQAAABICAwACAAAAAQABABQCBQAGAAAAfAEAAAAAAAAI
                AAgACAAAAAAAAQAAAP8AAAABAAAAgAAAAAEAAAD/AAAAAQAAAIAAAAABAAAA/wAAAAEAAAA=
                """,
            pixels: """
                AAD+DBz4GTb0JlHuMmzpQIblTaPgWr3cZ9jWEwPfIB7bLDnVOlTPRm/LVIrGYqXAbsC8e9u2Jga/NCG7QTu1TVewXHKsaI2ndaih
                gsKdjt6XOwmgRyScVj+XYlqTb3WNfJCHiKuDlsV9o+J5TwuCXCh9aUJ3dl1zgnhukJNonK5kqspfuORZYw9kcCpefEVYimBUl3pO
                o5VKsrFFvs1Ay+c7dhJEhC0+kUc6nWM1q30vuJosxbQm0s8g3uoc
                """),
        SmallMedia(
            name: "pages.tif", width: 9, height: 7,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB
                AAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAABwAAABcBBAABAAAAvQAAABwBAwABAAAAAQAAAFgBAAAIAAgACAAAAP8NG/oaNvUn
                UfA0bOtBh+ZOouFbvdxo2NcUA+AhHtsuOdY7VNFIb8xVisdipcJvwL1827goBsE1IbxCPLdPV7Jccq1pjah2qKODw56Q3pk8CaJJ
                JJ1WP5hjWpNwdY59kImKq4SXxn+k4XpQDINdJ35qQnl3XXSEeG+Rk2qermWryWC45FtkD2RxKl9+RVqLYFWYe1CllkuysUa/zEHM
                5zx4EkWFLUCSSDufYzasfjG5mSzGtCfTzyLg6h0AAAAAAAAASUkqAAgAAAAKAAABBAABAAAAAwAAAAEBBAABAAAAAgAAAAIBAwAD
                AAAA1gEAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAA3AEAABUBAwABAAAAAwAAABYBBAABAAAAAgAAABcBBAABAAAA
                EgAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAqIc5QcL92v7BqK2yQel22yU4AAA==
                """,
            pixels: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """),
        SmallMedia(
            name: "moving.webp", width: 9, height: 7,
            bytes: """
                UklGRjQDAABXRUJQVlA4WAoAAAASAAAACAAABgAAQU5JTQYAAAAAAAAAAABBTk1GgAEAAAAAAAAAAAgAAAYAAAAAAAJWUDhMZwEA
                AC8IgAEQ9+HGAgBS+dr9q8m4hG1Nbc3NtWo1DmAeoddmj7auYF7EaQAAaJK2BzS5W8Whktap7i4fcIClHUB1i3aAuzsfcIAbAQAI
                5QVnZNt6wc194FptbU3trq3+oMne/AXXZmNU2LZtm7PipHsELtjQG7PhXfEiOvw7vpd/Nyjg4lIbEYuOecc1rXNenUnGs1gagvDJ
                JZxrVa1OPLTK1avP9d9dW0wuf6m8atruqw9Lpm5C3buv2Y2YrExBDBNgdJwuAqX0136B6RRkwExMMEvZOKzvlO5plcGxW+tNKG62
                Z0SDBPHN0DdgBInajsXKOF/qSud2JApnvBVGwaLwGHBOXpAkwuL19A49Lhbranviwsz8wHbuP3MZVjMZsPu3kOgSYFaGsl2uoRUw
                DACwaHbZtm3bRfQ/7rw84mahEYHfT+DMeIeZoyhzNfPptpdE/t+3VSa9FrWSW4rCGkSEjzFcU6EGrKsAAEFOTUaAAQAAAAAAAAAA
                CAAABgAAAAAAAlZQOExnAQAALwiAARD34cYCAFL52v2rybiEbU1tzc21ajUOYB6h12aPtq5gXsRpAABokrYHNLlbxaGS1qnuLh9w
                gKUdQHWLdoC7Ox9wgBsBAAjlBWdk23rBzX3gWm1tTe2urf6gyd78BddmY1TYtm2bs+KkewQu2NAbs+Fd8SI6/Du+l383KODiUhsR
                i455xzWtc16dScazWBqC8MklnGtVrU48tMrVq8/1311bTC5/qbxq2u6rD0umbkLdu6/ZjZisTEEME2B0nC4CpfTXfoHpFGTATEww
                S9k4rO+U7mmVwbFb600obrZnRIME8c3QN2AEidqOxco4X+pK53YkCme8FUbBovAYcE5ekCTC4vX0Dj0uFutqe+LCzPzAdu4/cxlW
                Mxmw+7eQ6BJgVoayXa6hFTAMALBodtm2bdtF9D8Qemnio8zvDp8dcO688DE1J4ujibX970eJZ+sbuVLWK2WV8YQEpMFoqrhsoBbT
                NQAA
                """,
            pixels: """
                i0rlqUEGlWomvM2vYvkKX1aTQidqqy2nRVE3mbLXNCf61zKhcKyhJhFZ3QbyjwY8Xhmm+b0MITl8x5XKSNwDeoiThVJzouZG8D4v
                HyI/ksWOUYXwHvdnHxMqjYghoQCyayNrSBvZYw3DO+Trty9FUiNHbnlNA34s6eFaiXgeIaVX5acDbcuBP2XPG9xdj8g/C7Tbvlci
                hR099MDP/kNjL0dZiVX21oHLcXnOyPgUNHL/zjadhUUq8xgzCM0e
                """),
        SmallMedia(
            name: "moving-plain.webp", width: 9, height: 7,
            bytes: """
                UklGRpgBAABXRUJQVlA4WAoAAAASAAAACAAABgAAQU5JTQYAAAAAAAAAAABBTk1GsAAAAAAAAAAAAAgAAAYAAAAAAAJWUDhMmAAA
                AC8IgAEA96GQkSRpPRaj/daqIc5kOO5jMBMwaVBAxyWCNlKj4hzhCKVn4k0A2/yrbduGGd0S3VHz9480AGkAlAAAJYDSXLl8pbmy
                e0etbUofgB/OhXdzpgFIo3+AYQCARbPLtm3bLqL/ASAEI1lRc2CUoHnF9FOc4iTdjYqWEVQryOphkQ0vLrtpO+0wb8b1uN+k6uf9
                er4fQU5NRrQAAAAAAAAAAAAIAAAGAAAAAAAAVlA4TJwAAAAvCIABEL+hkJEk6TwWY60Ooq0a4kzG4z4FtW3bsDjuUxQykiRRrFEb
                rdEatcRI7D3zrzZtA2Z16h3j/vqVRbdk0S1CmxMIZUEgJEQgRDA5CISElpvQZ2AfykKIQOj6mEX9AgNJkgxHz7Zt29cR/Y/A1mSw
                NEkUsWtC5Bmqr9MQuiJw69SW8CxVOvd5QBY5xnsfG7oq8f/vubCMTQ4=
                """,
            pixels: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """),
    ]

    /// Stills that are read within a few levels of Pillow.
    static let near: [SmallMedia] = [
        SmallMedia(
            name: "full.avif", width: 32, height: 24,
            bytes: """
                AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA
                AAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAA4wAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEA
                AGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAIAAAABgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBIAAA
                AAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAA621kYXQSAAoIOBE/dpAQ0Gky1AERAiNSgADyAASL
                MJ8SvvgIHYJBNQ8m2e4QTPR/UfPBhPM5Q3Lsya0nVX9aEFD1mq5z/eVgaVBvlutuSvzJ/yDhko26VyY4Jb10dAKmnsBEiLvnYxZr
                QqqTv53Ivg7m1PekjiiUt8yoO4X+o5m+zGNqJX9Ffs9+coOiyJ44WFFIrxAOpzMOtaYpSpgMETdf/72wfpS6w67F0jh1QElOIZ3Y
                Nx556mMZGE2rk0fWi+/ARZotU764EqzjQ/XevYpYqMF1AekYvnyI+bK4eNMql9Zfn8+5QA==
                """,
            pixels: """
                ftA/h889k808nsk9psc8rr88t7k9v7I9xqw9zaM/0Zo/1ZA914Y+2n0/2XNA2Wo+2WA91Vc+0k49y0Y9xT8+wTw9uDc8sDI9qDE8
                nzE8kzE9iDI7gTU9dzs9bD88Y0U7idFBkc9Ancw/qMo/r8ZBt8BCv7s/xLM/y6xD0KRB1ZlD149E2IZC235C2XNE2WtC1F5A0VVB
                zE1CxUdCvD9CtztBsDZCpzJCnjBBkzFAiTBBfzJAdjVBbDhCYT5CWUQ/l89HoM5HrMxGtMlHu8ZHwb9Gx7pHzrRF0qxH1aJI2JpH
                2I9I2YdH2HxI13NJ02tGz15GyVVGw01HvEdHs0BHrDxGojdHmTNIkTFHhjBHejBHcDJFaTZHXThHUz1HTURFpM9Lrc5Lt8xKvclL
                xMVLycBLz7lJ0rNK1qtM2aJN2ZpN2I5O1oVN1HxO0XNNzmtMx19MwVZMuk5LsEdNqUBMoTxMlzdKjDRMgjJLejFMbjJLYzNLXDZN
                UjlMST9KQURLr89Rts9PwMxOxstOy8ZO0MBO07pP17NP16xP2aJR2JpR1pBQ04VS0H1RzHNRxmpQv19Rt1VQrk5RpUVQnUBQlD1Q
                ijhPgDJRdjFQbTJQYjFPVzJRUDZRSDlQQD9ROkROutBTwM5UyMxTzMpT0MZU08FU17pU2bRV2KxV16FW15lW05FWzoZVyn5WxHNX
                wGtWtl9VrVRWpE1VmUZWkEFUiDtVfjhUczNVaTFUYTBVVTFTTTRURjZTPzlVOD5UM0RUws9Zx89ZzcxZ0cpZ1MZY1sFY2LpZ2bNa
                1qta1aJb0ZlbzpFayYZbwn1bunJbtmpcrF5boVRamU9ajkZahD9bejpacTdaZTJZXjFaVTBZSzBZQzNaPTVaNThZMD5ZLUNZydBg
                z89d0sxe1cpe18Ze2MJe2Ltf1rNf1Kxg0KNhzZpgx5BfwIZguX5gsXJgqmpgoGBgllZfjE1ggkZfeEFgbztfZTZgWjNgUjFeSzFe
                QjFeOzReNjVfMTleKz5fJ0Ne0M9k089j1s5j18pj2MZi2MFj17pk07Rlzqxky6Nlxpplv5Bmt4Zlr3xmpnJmnWlllF5kiVRkf01k
                dkZkbEBkYjxlWDdiTzNkRzBkQjFlOTFjMjNiLjRkLDlkKD5lJ0Rk1M9p1s9n2c1n18lo1sZo1cFo07ppz7NnyaxoxKNovZhptY9o
                rIZppH1omXJqkWlqh19qfFVock5qaUdqX0BoVjpqTjhpRTJoPjFpODBpMTBoLDNoKTVoJzlqJT9qJERp2NBt2M5s2cxt1sht1cVt
                0cBuzbptx7NuwaxtuqNvsplwqY9uoIZtl31ujnJvhGlueV5tb1VuZ01wXEVvU0BuSzpuQzZuOzNtNjJtMDBuKzFtKDNtJjVuJTlu
                JD9tJUVs2M9y2c5y18xy1Mpy0MVzzMFxxrlywLJzuKt0sKJzp5l0npBzk4Zzin5ygXNzdmlybWByYlVzWk5yUUVzSEByQjpzOjZx
                MzNyMDFyLDFzKDJwJDJxJjZyJjlyJ0BxKERy19B31s940812z8p2yMV2xMB4vbp3tbN2rax2paJ3nJl2kpB3iIZ3fn14c3J3a2p4
                YV93V1Z4Tk15RkZ4P0B3Ojx3Mzd3LjJ5KjF3KTJ3JjB2JDN2JjV2Jjh4Kj93LEV21tB81M99zs18x8p7wcR7ur98tLp+q7R7oqt8
                mKJ9j5p8hJB8e4d9cn58ZnN8X2p+VF99S1R9RE99PUZ9Nz98Mjt8LTV8KTJ9KDF8JTF7JDB8JTN8JzV8Kjl9Lz99NEV7z9CCzdCB
                x86AvsqAucaBsMCDqLqAoLSBlquCi6OBgpqCeJCCboeDZH2BW3KCVGqAS1+CQ1WDPE2BNEeCMD+CLTuCKDWCJjOAJDGAJTCAJjGB
                KDSBLDWALzmBNj+CPEeByc+Fxc+Gvs6HtcqHrseFpcGGnbuHk7SHiayGgKOHdpqGbJCIY4eHWH2GT3KGSGqGQl+HOlaGM02IL0eH
                Kj+IKTuGJjWGJjKGJTGGJjCGKjCGKzGHMDWFNziIPj6GRUSGwtKLu86Mtc6KqsqLosWLmsGKkLqKhrOMe6qNcqKMaJiMXo+LVoWL
                THqKRXGMP2eLOF+LMlWNLU6LKkeLKUCMJzuKJjaKJzKMKDGMKzCMMDGKMzOLOjaLQDiLSj+LUUaLutCPsc6Oqs6QnsqPlcaPjMCP
                g7qQebOQb6uPZaKQXZmPU4+QS4WPQ3yQPHKPN2iPMl6RLVWRKE2RJ0eQJ0GQJjqPJzaRKTSQLDCRMDCQNjGOPDOPQjWPSTmQVD6P
                W0WQrtCVp86Vns6Wk8qTicaUf8GVdbmWbLOVY6uVWqKUUpmVSY6UQYSVOnqWNXGUMGmVK16WKFWXKE+VJkeVJkCVJzqWKTaVLjSV
                MjKVNzGVPTGVRDKUTDSUUziVXz6VZ0SWpNGam86bkc+Yh8uafcaZdMGZabqZX7ObVqyZTqKaR5qaPo+aOYWbMnuaLnKaK2mcKF6c
                JlWbJU2bJkaZJ0GaKTqaLjabMjSbODGbPjGbRjGaTzOaVjaZXzqaaT6acUObltCfj8+dhM2fecudb8WeZsCdXLmeU7OfS6ufRKOd
                PJifN4+dMYWfLXyfKnGfJ2meJV+fJlafJk6eKUefLECfLzydNjidOzSeQDOdSDCeUDCdWjOcYzWebDmedj6ff0SeidGjgs+jeM+i
                bcmkZMehW8GjULujSLOkQaujOqKjN5qiMI+jLIWjKXujJ3GkJ2mkJV6kJlWlKk6kK0alLz+kNjqkPDWlRDOjSTGjUzGiWzCiZTOk
                bzWieDmihD+ki0OkftCoddCpbM+oYcupWMWoUMCoR7uoQLSpOaypM6OpL5mnK4+pKYaoJnuqJ3KpKGqpKF6pKlSrLk2oMkapOD+q
                PTmqRzapTzOqVDCqXjCqaDGpcjOofTanhjqnjz2pmkOpdNCsa8+tYs6uV8qtUMerRsCsP7msOLSsM6uuLqOtK5urKJCsKIasJXuu
                J3GuKGmsKl+tLVWtMU6sN0esPkCtRTusTjesVzOtXzGsZzGtcjKrfjSriDatkjusmz+so0Ot
                """),
        SmallMedia(
            name: "half.avif", width: 32, height: 24,
            bytes: """
                AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA
                AAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAA0AAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEA
                AGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAIAAAABgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwA
                AAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAA2G1kYXQSAAoJGBE/dogIaDQgMsABEQGqQAB5AAKL
                MJ8SvvgIHYJBNQ8m2e4QTPR/UfPBhPM5Q3Lsya0nVX9aEFD1mq5z/eVgaVBvlutuSvzJ/yDhko26VyY4Jb10dAKmnsBEiLvnYxZr
                QqqTv53Ivg7m1PekjiiUt8yoO4X+o5m+zGNqJX9Ffs9+coOiyJ44WFFIrxZMAubmttYFLm9mqtbvNCfMjP2FWSm6j/J4+wkPvMBB
                AFE6ruPUlsPPo/0byp55kJC95gTvqQf1/coIUXb9twiK
                """,
            pixels: """
                iMs9jss/l8o/ocdArMNBsrw/ubdAwbFBx6pBzaJB0JpC05BB1YZB135D2HRC1mpB1GFC0VhDzVBDxkhBwEFCuz5EsjhEqTRCojND
                mTJDjzJChTNBezdCczxCaz5BaEFCkM1BlM1CncxCqMlEscREub9DwLlExLJDy6tE0KNF0ppF1JBE1YhE2H9F13RE1mtG0GBEzFdD
                yE9CwkhDuUBDtDxFrDdFozREmzFDkTFEiDFCfjJEdDZDazlCYj1CYEBDm85Fos5Hq8xHs8pIu8VIwb9Ix7pJzbRJ0a1J06NJ1ptJ
                1ZFI1ohJ1X5I1HRJ0mtKzF9IxlZIwE9HuUhIsEFHqj1IoThHlzRIjjJHhDBHejBHcDJHZzZJXThHVD1HVEBJqM1Jrc5LtsxNvclN
                xMVNyb9NzLpN0LNN1KtO1qRN15tN1ZBM04dN0n1O0HRNzWtOxWBOwFZOt09Mr0dNp0FMnj1MlDhNizVMgjJLeDJMbjJMZDJNWjdN
                UjlMSj5MSEBNs81PuM5RvsxSxcpTy8ZSzsBS0bpS1LRR1axS1qNS1ZtT05FS0YdSzX5TyXRTxWpTvV9RtVZQrU5SpEZQnEFSkz1S
                iDhRfjNRdTFQbTJSYjBRWTJRUDZTRzlSQT5RP0BSvM5VwM5Wxc1Xy8pX0MZX08BX1btW17RW1qxX1aNW0ptY0ZJXy4dYyH5ZwnRX
                vWxZtGBWqlZVok5WmUZWkEFWhjtXfThXcTNWaTFWYTBWVjBVTjNWRjVXPjlXOD5WN0JYxM9Zx85azMxa0Mpc1MVd1sBc17pa1rRc
                1axc0qNbz5tby5JcxYhcwX5duXJcs2tdqV9cn1Zal09bjEdag0BbeDtabzdaZTJZXDFcVDFaSzBZRDJaPTVaNThZMD5bMEFdy89e
                zc9f0Mxg1cli1cZh2MFh17th1LRf0qxhz6RhypxixJFhvYdiuH5ir3NhqWpjn2BhlFZfi05egUdfd0JgbjxhZDdgWjNeUTFgSzFg
                QjFePDNgNjVfMDpgKz5fKkFh0M9k0s9l1c5m1spm1sZm1sFl1Lxk0rRlzaxmyKRnw5tnvJFmtIdnrH5mo3Nmm2lmkl9miFVkfk5k
                dEdkakBkYTxlWDdkTzNkRzBkQjFlOjBjNDJiLjRkLDlkKD5lKENo09Bp1M9p1s5r1slq1cZp08Jq0LtqzLRrxq1qwaRquZprsZFq
                qoZron1smHNrjmpshV9qe1ZocU9oZ0hoXUFoVTtqTjdrRTJoPjFpODBpMzBoLzJoKjRoKDhpJz5qJ0Nr1tBv1c9u1s1u1Mlv0sZv
                zsFwy7tvxbRuv61vuKRvsJtwp5BunYdvlX1wjHNvg2pwd19vblZuZE9uW0ZtUkFuSTtuQzZuPDJtNjJtMDBuLDBuKTFuJjVuJTlu
                JT5tKENw1tBy1s901M100sp1zcZ1ycJ0w7t0vLRztq1yrqNzpJp0nJF1kod1in11f3N1dWlzbGB0YFZxWU9yT0ZxR0ByQDtzOjZz
                MzNxMDFyLDFzKTB0JjFzJjZ0JjlyJz9zKkN01tB51NB40s15zcp6x8V4wcF5urt5s7R4rKx4oqN3mZp4kZF5hod5fX55c3J4a2p4
                X193VlZ4TE51RUd2P0B2Ojx5Mzd3LjN3KjF3KTF4JjB2JTJ3JjV4Jjh2Kz53LkN609F+0dB/zM19x8l9v8V9ucB9sbt+qrV9oKx8
                l6N9jZp+g5B+eod9cn5+ZnN8X2p+VF99S1V7RE97PUd7NkF7Mjt8LTV8KjJ7KTF8JzB9Ji98JjJ8KDV8Kzh8MD59NUOAztGCzNCD
                x82Dv8mCucWDsMCDp7qCnrSDlayCi6ODgpqCeJCCboeDZXyCW3OAVGqCS1+CQ1aBOk6BNEeAMD+ALTuCKDaBJzKCJTCAJy+AKDCB
                KjOBLTSCMDiBNj+CPUWGyNCHxNCIvs6HtsmHrsaIpcGInbuJk7SJiauIgKKJdZqIbJCIY4eIWnyIUXGGSmmGQl+HOlaGNE2GL0eH
                Kj+EKTuGJjWGJjKGJjCGKC+GKjCGLDGFMjWFNzmGPj6GRUSKwdKMus+Ktc6Oq8mLosWLmMGNj7qMhrOMe6qNcqKMaJiMXo+LVoWL
                THqKRXGMP2eLOV6LM1WLL02LK0aLKUGKJzuKJjaKJzOKKjGKLDCKMTCMNTKLOzWLQTiLSj+MUUWRtdKRsM6Oqs6Sn8mRlsWRjMCR
                g7qQebOQcKqRZ6KQXZmRU4+QS4WRRHuQPnGROGeRMl6RLlWQKk2PKEeQJ0GQJjqPKDaPKjOQLTCPMTCONjCQPTKPQzSPSziQVD6R
                W0SUq9GWpc+Vns6WlMmVi8WVgcCVdbqVbbKVZaqVW6KUUpmVSY6UQYSVOnqUNXGUMWiVLF2VKVWUKU6TJ0eUJz+VKDqUKzWULzOU
                MzGUNzGVPTGTRDKUTDSUUzmTXT+VZkSYodKbms+Zk82aisqaf8WZdb+aarmaYrKZWaqZUKGaSZmaQI6aOoWbNHuaL3GaLGiaKV6a
                KFWZJ02YJ0aZKECaKzqYMDWZNDOZODGZQDGZRjGaTjOaVjaaXzqaaT6YcEOck9Kfj8+dhsyffcmdcsSeZ7+fXrifVrKfTqqfR6Kf
                PpedOI6fNISfMHqfLHCfKmeeKF6fJ1WfKE2eKkafLECfMTqfNjehOzOgQjKfSDCgUDCeWTOgYzWgbDmgdT+ffEWjiNGjgtChe86k
                b8iiZ8WjXcCkU7mkS7GjRKmjPaGhOJmiM46jL4SjK3qjKXGkKGikJ16jJ1WjK02kLUajL0CiNjujPDajRDOkSTGjUjGkWTGkZDSk
                bjakdzmkgj+miUSnfNGndtClb86oZcmnW8SmUcCoSrmoRLKnPaqnN6GlMpilLo6lKoWoKHuoKHKpKWmpKF6nKlWmLk2mMkanN0Cn
                PDqmRTenTTSoUzKnXTGoZTKnbzSoejenhDqnjj6nlkWsddCnb86maMyoXseoVcSpTL2pRLeoPrKoOKmnNKGoL5mnK4+nKYaqJnuq
                J3KqKGmrKmCrLFaqME+qNkisO0KrQz2qSjmqUzarWzSrYzOrbjSreDetgjmrjj2sl0GsnUav
                """),
        SmallMedia(
            name: "clear.avif", width: 32, height: 24,
            bytes: """
                AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAGGbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA
                AAAAAAAOcGl0bQAAAAAAAQAAACxpbG9jAAAAAEQAAAIAAQAAAAEAAAHWAAAA8AACAAAAAQAAAa4AAAAoAAAAQmlpbmYAAAAAAAIA
                AAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAABppbmZlAgAAAAACAABhdjAxQWxwaGEAAAAAGmlyZWYAAAAAAAAADmF1eGwAAgAB
                AAEAAADDaXBycAAAAJ1pcGNvAAAAFGlzcGUAAAAAAAAAIAAAABgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBIAAAAAAAE2NvbHJu
                Y2x4AAEADQAGgAAAAA5waXhpAAAAAAEIAAAADGF2MUOBABwAAAAAOGF1eEMAAAAAdXJuOm1wZWc6bXBlZ0I6Y2ljcDpzeXN0ZW1z
                OmF1eGlsaWFyeTphbHBoYQAAAAAeaXBtYQAAAAAAAAACAAEEAQKDBAACBAEFhgcAAAEgbWRhdBIACgUYET92FTIdEMAAAQARqGam
                Wqcolmlj7VijPt8OfWWb0rGLst8SAAoIOBE/dpAQ0Gky4QERAiNSgADyAASLMD+aCvp02wFElBPDkN8ZvAWyipl0OYkyKndSO+5S
                Ye+pN3UG8mrAgPAL0W7OqLqBI5EA6G7oAudgJQ/YwcAA8eqVsmkhATP2tLVAG0Vv49gj4GH5/v2mbCcufLBRY5O8NES7HVXkJMZL
                DW3smx/rtRfYEFc5juxk1dShbbcdoyct96b7VF1RicY+J++w8kn2u+90O21oHWaPOsxKi4/fj8EKPBq5DA/rQ2vm9P72wqG1iBju
                OKDMbM4Zlk2lWZAppaLljMFVZQEFGyKjc+Tfmh+uzUcalMA=
                """,
            pixels: """
                gdBAis9AlMw+nsg/psU9rr88uLo+v7I/x6s/zaM/0Zo/1Y8/2IU/2ntA23NA2mk+110+1lVA0U0+zEc+xkA+wDs+uDc8rzI/qDE9
                nzE8lTE9ijM8gTM+eDk8bD88ZEM8jM9DldBCoMxCqclBsMZBtr9BwLpBx7NCzKtD0qNB1ZlD149E2YVE23xD23JE2WlB1F5C0VVD
                zU1CxkZDv0BBtztDrzdCpTJBnjBBkzFAiTBBgDJAdjNCbDhCYT5AWkJAmM5Jo89IrMxGtMlHusVGwb9GyblHzrJG0qpG1aJI15hI
                2I9I2oZJ2nxI2HJJ1GlHz15IyVVIxE1HvEVJs0BHqztHozVGmTFHkTFFhjBHfC9HczFHaDNHXzlEVD9ETUNEpc5Nrc5Nts1LvshL
                xMVLyr9Lz7lL07JL1qtM2KFM2JlM2I5O2IRP1ntO0nFOzWlNx11NwlVMu01MskZOqD9NoDtNmDZLjDJLgzBMeTBNbzBLZjFLWzNL
                VDlKSj5KQ0NLsdBQuM5RwMxQxspPzMVQz79R1LlQ17JR2KtQ2aFS2JlT1pBS04VS0XtSzHFSxmpSv19RuVZRsU5Tp0dSnz9SlDpR
                izdRgDJRdzJRbTBPYzBPWTJRUDNRSDlQPz5QOkRQu89VwM5WyMxVzMlV0cVW1L9W17lW2bJV2atX2KNV15lW05FWzoZWynxWxHNX
                v2pXtl9WrlVXpU5XnEdXkkBWiTpXfjdVdDJWazFUYC9VVjBVUDJWRzNWPzlVNz1VMkNVws9Zx85azs1a0cla1MZZ18Ba2Lpa2LFb
                16pZ1aJb0ZlbzY9cyYZbwntcvXJctmpcrF5colVbmk1bkEdbhD9cfDtbczdbZzNaXzBaVS5bTDBZRDJaPjRZODhcMD5bLkRay89g
                z89f081f1cpg18Vg2L9g2Lle1rJe06tfz6JgzJlhx5BfwIZguXxhsXJgqmlin15gl1VhjU5fgkZgeT9gbjpgZjdhXDJgUjBgSy9f
                QjFeOzJfNjVfMTleKz5fKERh0M9k089l1s1l18lk2MZk179l1rlj07Jkz6plyqJmxZlkvpBmt4Znr3xmpnJmn2lmlV9lilVlgE5l
                dkZkbD9mYTtkWzdlTzNmRzBkQTBkOTBlNTNlLjRkKzhlJz9lJ0Rk1M9p1s5p2c1p2Mpp1sVp1b9p07ppzrJqyKprw6JpvJlptI9q
                rIZppHxqm3FrkmpqiGBpfFVqdE1qakZqX0BqVjpqTjdrRjNrPjFpODBqMTBqLTJqKjNqJzdpJD5pJkRp2NBv2M5u2cxu18lu1cVv
                0b9tzbpvx7JwwKpuuaJusplwqo9xoYdwmHxwjnJvhWpve2Bvb1VuZ01wXEVvU0BuSzpvRDZxPTNuNjBwMDBvLDBuKjNuKDRvJThw
                JT5vJ0Ru2c502M1z1sx01Mpy0MVzy79zx7h0wLJzt6pzsKJzp5l0n491loZ2i310gnJ1d2p0bl9yY1R1Wk5yUUVzST90QjpzOzd0
                NDRzLy91LDF1KC9zKDNzJjZyJThzJ0BxKkVz1s941c530sx4z8p4yMV4w793vrl3t7N2rKp3paJ3nJl2kpB3iIZ5fXx6dXJ5bGp4
                YmB4VlR5UE14RkZ4P0B3OTp5NDh2LzR4KjF4KDB3Jy94JjN4JzZ5KTl3Kz53LkR21M990tB9zs19yMp+wsV+ur98tLp+q7J8oqt8
                mKJ9j5p8hZF9e4Z+cnx+aHJ+X2p+VV59TFV+RU18PUZ9Nz9+Mzp+LjZ9KjJ9JzB9JzB9Ji99JjJ+KDR+Kzh9Lz18NEN80M6BzM6C
                xsyCwMqDucWDsb+DqLmCn7KElquCjaKDg5mCeY+DcIaDZXyCXXOBVGqCSl6DQ1WDPE2BNkaCMUCDLDqBKjaCJzKCJTCCJTCCKDCD
                KjKDLTaDMTmCNz6CPESByc+Hxc+IvcyHtsuIrsaIp8CInrqJlLOHiauIgKKJdpqIbZGJZIaIWnyIUnKHSmmIQV6IO1eJNU6HMUeI
                K0CJKTuGJjWIJjKHJjCIKC+IKjCHLjOHMzaGODqHPj6HRUSIwdCNu86MtM2LrcuLpMiMm8KNkryOh7SNfKuOc6ONapqMYY+NVoWL
                TXqNRXGMQmqMOl6OM1aMME6NK0aNKkCMJzqMJzWMKDGOKS+NKy6NMC+NNTKMOTWMQTmMST6LT0OLutCRss6Rqs6SocuRmMeRjsCT
                hbmSfLOTcKqRZ6GSXZmRVI6QS4OSQ3qRO3CSN2iRMl6RLVWRKkySJ0WRJj+SJzmRKTeQKjOQLDCRMTCQNjCSPDKRQzaSSjqRVT+Q
                W0WQsdCWqc+Wns2XlcmYjMWYg8CXebuXbrOXZKyYW6OXU5mXS5CWQoWWO3uVNnKXMWqVLF+WKlaXJ02YJ0aXJz+XJzqXKjeVLTKW
                Mi+WNzCWPTGXRDKWSzWWVDmWXT+XZUOXpNCbnM+aksybiMqcf8acdcGba7qdYbOcWaudT6OcR5mbQY+cOYSaMnuaLnKaKmibKF6c
                J1acJU2dJkabKD+bKzmaLjabMzKaOTCbQS+bSDGbTzKcWTabXzqaaj+ZckScl9GgkNCghs6ge8uecsegaMCgXruhV7ShTq2hRqOh
                P5ugOZGfM4WfLXyfK3KgKGqfJ16fJ1WfJk2gKUegLUCfMTqfNTagOzGgQjCgSi+gUjCfXDKgYzWgbDmgdj6ff0Sei9Glg86leM2k
                cMukZ8ekXb+mVLqlTbOlQ6qlPKKmNpimMY6lLYWjKnykJ3GkJ2ejJ12kJ1SlKkymLUWnMT+kNjilPjakRDGlSzCkVTCkXTCjZzKm
                cDaleDmkhD+kjEWjftCods+pasypYsqrWcarUMCqSruqQbOqOqurNaKrL5mpLI6rKYSpKHqqJnGpJ2apKV+qK1WqME2rNEaqOUCp
                QTqqSDeqTzGpVzGpYS+qaS+oczKqfTWphjmpkD2pmkOpdNCsa8+tYc2uWcquUMesSMCtQLquOrOsNKytL6KvK5itKY+uJ4WtJ3yt
                J3KsJ2asK16tLlauM06tOkitP0CtRzqsUDetVjKsYC+tazCsdC+sfjKuiTWtkjmtmz2rpEOs
                """),
        SmallMedia(
            name: "grey.avif", width: 32, height: 24,
            bytes: """
                AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOltZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
                AA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAAQ0AAACTAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYw
                MUNvbG9yAAAAAGhpcHJwAAAASWlwY28AAAAUaXNwZQAAAAAAAAAgAAAAGAAAAA5waXhpAAAAAAEIAAAADGF2MUOBABwAAAAAE2Nv
                bHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAm21kYXQSAAoIGBE/dpgIaDUyhAERBqkAAeQA0Vt/hK55SO/O
                Jmh3KZ7e+cHaeF5dy3Q8xyNKQmBZQoy4nS4GEkDBiGcDWU/9nh0RggM7c1j7JOMZDe9acIKl4uJ9RG8Zr1aFUxk9W3BkZFZIoTPy
                YGb93tPTLjAT/oTIoXhtNkSTyja1GKLotHPYwUKBMW35d0F5IAOlKKA=
                """,
            pixels: """
                qKioqampq6urrKysra2trKysq6urqamppaWloqKinp6empqalZWVkJCQi4uLhYWFf39/eHh4c3Nzbm5uaGhoY2NjX19fWVlZVlZW
                UlJSUFBQTk5OTExMTExMTExMTExMrKysrq6ur6+vsbGxsbGxr6+vrq6ura2tqKiopKSkoKCgm5ublpaWkZGRi4uLhYWFfn5+d3d3
                cXFxbGxsZWVlYGBgXFxcV1dXU1NTUFBQTU1NS0tLSUlJSUlJSUlJSkpKsLCwsbGxs7OztLS0s7OzsrKysbGxsLCwqqqqp6enoqKi
                nJycl5eXkZGRi4uLhYWFfX19dXV1b29vampqY2NjXV1dWFhYU1NTT09PTExMSUlJR0dHRkZGRkZGRkZGR0dHtbW1tra2uLi4ubm5
                uLi4tra2srKysbGxrKysqKiooqKinZ2dlpaWkZGRioqKg4ODfHx8dHR0bW1tZ2dnYGBgW1tbVlZWUFBQTExMSUlJRkZGREREQ0ND
                Q0NDQ0NDREREuLi4urq6vLy8u7u7urq6uLi4tra2s7Ozra2tqKiooqKinJyclpaWkJCQiIiIgoKCenp6cnJya2trZWVlXl5eWFhY
                U1NTTU1NSkpKRkZGQ0NDQUFBQEBAQEBAQEBAQUFBu7u7vb29vr6+vb29vLy8urq6t7e3tLS0rq6uqampoqKinJyclZWVj4+Ph4eH
                gICAd3d3cHBwaWlpYWFhWlpaVVVVUFBQSkpKRkZGQ0NDQEBAPz8/Pj4+Pj4+Pj4+QEBAv7+/wcHBwcHBwMDAvr6+vLy8ubm5tLS0
                rq6uqampoqKim5ublJSUjY2NhISEfX19dXV1bW1tZmZmXl5eV1dXUlJSTExMRkZGQ0NDQEBAPj4+PDw8PDw8PDw8PT09Pz8/wsLC
                w8PDw8PDwsLCwcHBvLy8uLi4tLS0rq6uqKiooaGhmpqakpKSi4uLgoKCenp6cXFxampqY2NjW1tbVFRUT09PSUlJREREQEBAPj4+
                Ozs7Ojo6Ojo6Ozs7PDw8Pz8/xMTExcXFxMTEw8PDwsLCvb29ubm5tLS0ra2tp6enoKCgmJiYkJCQiYmJf39/d3d3bm5uZ2dnX19f
                WFhYUVFRTExMRkZGQUFBPT09Ozs7OTk5ODg4OTk5Ojo6PDw8Pz8/xsbGxsbGxcXFw8PDwsLCvb29uLi4s7OzrKyspaWlnp6elpaW
                jY2NhYWFfHx8c3Nza2trZGRkXFxcVFRUTk5OSUlJQ0NDPj4+Ozs7OTk5Nzc3Nzc3ODg4OTk5PDw8Pz8/x8fHx8fHxcXFw8PDwcHB
                vLy8t7e3sbGxq6urpKSknJyck5OTi4uLgoKCeXl5cXFxaGhoYGBgWVlZUVFRS0tLRkZGQUFBPDw8OTk5Nzc3NjY2NjY2ODg4OTk5
                PT09QEBAyMjIyMjIxsbGw8PDwcHBu7u7tra2sLCwqKiooaGhmZmZkJCQiIiIf39/dnZ2bm5uZWVlXV1dVlZWTk5OSEhIQ0NDPz8/
                Ozs7ODg4NjY2NTU1NjY2ODg4Ojo6Pj4+QkJCyMjIx8fHxcXFwsLCv7+/ubm5tLS0ra2tpqamnp6elpaWjY2NhISEe3t7cnJyampq
                YmJiWVlZU1NTTExMRkZGQUFBPj4+Ojo6Nzc3NjY2NTU1NjY2OTk5Ozs7Pz8/REREyMjIx8fHxMTEwMDAvb29t7e3sbGxqqqqo6Oj
                m5ubk5OTioqKgYGBd3d3b29vZ2dnYGBgVlZWUFBQSkpKREREQEBAPDw8OTk5NjY2NjY2NTU1Nzc3OTk5PT09QUFBRkZGx8fHxsbG
                w8PDv7+/u7u7tbW1r6+vp6enn5+fl5eXj4+PhoaGfn5+dHR0bGxsZWVlXl5eVFRUTk5OSEhIQkJCPj4+Ozs7OTk5NjY2Nzc3Nzc3
                ODg4PDw8Pz8/RERESUlJxcXFxMTEwcHBvLy8uLi4srKyrKyspKSknJyclJSUjIyMg4ODfHx8cnJyampqY2NjXV1dU1NTTU1NR0dH
                QUFBPj4+Ozs7OTk5Nzc3ODg4ODg4Ojo6Pj4+QkJCR0dHTExMxMTEwsLCvr6+urq6tbW1r6+vqqqqoqKimZmZkpKSioqKgICAeXl5
                cHBwaGhoYGBgWVlZUVFRS0tLRkZGQUFBPj4+Ozs7OTk5ODg4OTk5Ojo6PT09QUFBRkZGSkpKUFBQwcHBwMDAu7u7uLi4srKyra2t
                pqamnp6elpaWjo6OhoaGfn5+dnZ2bGxsZGRkXl5eV1dXUFBQSkpKRUVFQUFBPj4+PDw8Ojo6Ojo6Ozs7PT09QEBARERESUlJT09P
                VVVVwMDAvb29ubm5tLS0rq6uqampoqKimpqak5OTi4uLg4ODe3t7dHR0ampqYmJiXFxcVlZWT09PSkpKRUVFQUFBPz8/PT09PDw8
                PT09Pj4+Pz8/Q0NDR0dHTExMUlJSWFhYvb29urq6tra2sbGxrKyspqamn5+fmJiYkZGRioqKgYGBeXl5cnJyampqYmJiW1tbVVVV
                T09PS0tLRkZGQ0NDQUFBQEBAPj4+Pz8/QUFBRERESEhIS0tLUFBQVVVVXFxcurq6tra2srKyra2tqampoqKinJyclZWVjo6Oh4eH
                fn5+eHh4cHBwaGhoYWFhW1tbVVVVUFBQS0tLSEhIREREQkJCQkJCQUFBQkJCRERER0dHTExMT09PVFRUWlpaYWFht7e3s7OzsLCw
                q6urpaWln5+fmZmZk5OTi4uLhISEfHx8dnZ2bW1taGhoYWFhW1tbVlZWUFBQTExMSUlJRkZGRUVFRERERERERUVFR0dHSkpKT09P
                U1NTWVlZX19fZGRks7OzsLCwrKysqKiooaGhnJyclpaWkJCQiYmJgoKCe3t7dXV1bW1tZ2dnYWFhW1tbVlZWUVFRTk5OS0tLSUlJ
                SEhISEhISEhISUlJTExMUFBQVFRUWFhYXV1dY2NjaGhosLCwra2tqamppKSknp6emZmZlJSUjY2Nh4eHgYGBenp6dHR0bW1tZ2dn
                YmJiXFxcWFhYU1NTUFBQTk5OS0tLS0tLTExMTExMTU1NUFBQU1NTWFhYXFxcYmJiaGhobW1t
                """),
        SmallMedia(
            name: "ink.tif", width: 32, height: 24,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAAIAAAAAEBBAABAAAAGAAAAAIBAwAEAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAABQAAABEBBAAB
                AAAAjgAAABUBAwABAAAABAAAABYBBAABAAAAGAAAABcBBAABAAAAAAwAABwBAwABAAAAAQAAAAAAAAAIAAgACAAIAH8vwwB2MMMA
                bDLDAGI1wwBZOcMAUD/DAEhFwwBATMMAOlTDADRdwwAvZsMAK3DDACh6wwAmhMMAJo7DACaXwwAnocMAKqrDAC6ywwAyucMAOMDD
                AD7FwwBGycMATs3DAFbPwwBfz8MAac/DAHPNwwB9ysMAh8bDAJHBwwCau8MAcy++AGkwvgBfMr4AVjW+AE45vgBGP74APkW+ADhM
                vgAyVL4ALl2+ACpmvgAncL4AJnq+ACaEvgAmjr4AKJe+ACuhvgAvqr4ANLK+ADq5vgBAwL4ASMW+AFDJvgBZzb4AYs++AGzPvgB2
                z74AgM2+AIrKvgCTxr4AncG+AKa7vgBmL7kAXTC5AFQyuQBLNbkAQzm5ADw/uQA2RbkAMUy5ACxUuQApXbkAJ2a5ACZwuQAmerkA
                J4S5ACmOuQAsl7kAMKG5ADWquQA8srkAQrm5AErAuQBTxbkAXMm5AGXNuQBvz7kAeM+5AILPuQCMzbkAlsq5AKDGuQCpwbkAsbu5
                AFovtABRMLQASTK0AEE1tAA7ObQANT+0AC9FtAArTLQAKFS0ACZdtAAmZrQAJnC0ACd6tAAqhLQALY60ADKXtAA3obQAPaq0AEWy
                tABNubQAVcC0AF7FtABoybQAcc20AHvPtACFz7QAj8+0AJnNtACiyrQAq8a0ALTBtAC8u7QATy+vAEcwrwA/Mq8AOTWvADM5rwAu
                P68AKkWvAChMrwAmVK8AJl2vACZmrwAocK8AKnqvAC6ErwAzjq8AOZevAD+hrwBHqq8AT7KvAFi5rwBhwK8AasWvAHTJrwB+za8A
                iM+vAJLPrwCcz68Apc2vAK7KrwC2xq8AvsGvAMW7rwBFL6oAPTCqADcyqgAyNaoALTmqACo/qgAnRaoAJkyqACZUqgAmXaoAKGaq
                ACtwqgAweqoANYSqADuOqgBBl6oASaGqAFGqqgBasqoAZLmqAG3AqgB3xaoAgcmqAIvNqgCVz6oAns+qAKjPqgCwzaoAuMqqAMDG
                qgDGwaoAzLuqADsvpQA1MKUAMDKlACw1pQApOaUAJz+lACZFpQAmTKUAJ1SlACldpQAtZqUAMXClADZ6pQA8hKUARI6lAEuXpQBU
                oaUAXaqlAGaypQBwuaUAesClAITFpQCOyaUAmM2lAKHPpQCqz6UAs8+lALvNpQDCyqUAyMalAM7BpQDSu6UANC+gAC8woAArMqAA
                KDWgACY5oAAmP6AAJkWgACdMoAAqVKAALl2gADJmoAA4cKAAPnqgAEaEoABOjqAAVpegAF+hoABpqqAAc7KgAH25oACHwKAAkcWg
                AJrJoACkzaAArc+gALXPoAC9z6AAxM2gAMrKoADPxqAA08GgANa7oAAuL5sAKjCbACcymwAmNZsAJjmbACY/mwAoRZsAK0ybAC9U
                mwA0XZsAOmabAEBwmwBIepsAUISbAFmOmwBil5sAbKGbAHaqmwCAspsAirmbAJPAmwCdxZsApsmbAK/NmwC3z5sAv8+bAMXPmwDL
                zZsA0MqbANTGmwDXwZsA2bubACkvlgAnMJYAJjKWACY1lgAnOZYAKT+WACxFlgAwTJYANVSWADxdlgBCZpYASnCWAFN6lgBchJYA
                ZY6WAG+XlgB4oZYAgqqWAIyylgCWuZYAoMCWAKnFlgCxyZYAuc2WAMHPlgDHz5YAzc+WANHNlgDVypYA2MaWANnBlgDZu5YAJi+R
                ACYwkQAmMpEAJzWRACo5kQAtP5EAMkWRADdMkQA9VJEARV2RAE1mkQBVcJEAXnqRAGiEkQBxjpEAe5eRAIWhkQCPqpEAmbKRAKK5
                kQCrwJEAtMWRALzJkQDDzZEAyc+RAM7PkQDTz5EA1s2RANjKkQDZxpEA2cGRANi7kQAmL4wAJjCMACgyjAAqNYwALjmMADM/jAA5
                RYwAP0yMAEdUjABPXYwAWGaMAGFwjABqeowAdISMAH6OjACIl4wAkqGMAJyqjAClsowArrmMALbAjAC+xYwAxcmMAMvNjADQz4wA
                1M+MANfPjADZzYwA2cqMANnGjADYwYwA1buMACYvhwAoMIcAKzKHADA1hwA1OYcAOz+HAEFFhwBJTIcAUVSHAFpdhwBkZocAbXCH
                AHd6hwCBhIcAi46HAJWXhwCeoYcAqKqHALCyhwC4uYcAwMCHAMbFhwDMyYcA0c2HANXPhwDXz4cA2c+HANnNhwDZyocA18aHANTB
                hwDRu4cAKS+CAC0wggAxMoIANjWCADw5ggBEP4IAS0WCAFRMggBdVIIAZl2CAHBmggB6cIIAhHqCAI6EggCYjoIAoZeCAKqhggCz
                qoIAu7KCAMK5ggDIwIIAzsWCANLJggDVzYIA2M+CANnPggDZz4IA2c2CANfKggDUxoIAz8GCAMq7ggAuL30AMjB9ADgyfQA+NX0A
                Rjl9AE4/fQBWRX0AX0x9AGlUfQBzXX0AfWZ9AIdwfQCRen0AmoR9AKSOfQCtl30AtaF9AL2qfQDEsn0Ayrl9AM/AfQDTxX0A1sl9
                ANjNfQDZz30A2c99ANjPfQDWzX0A0sp9AM7GfQDJwX0Awrt9ADQveAA6MHgAQDJ4AEg1eABQOXgAWT94AGJFeABsTHgAdlR4AIBd
                eACKZngAk3B4AJ16eACmhHgAr454ALeXeAC/oXgAxap4AMuyeADQuXgA1MB4ANfFeADZyXgA2c14ANnPeADYz3gA1c94ANHNeADN
                yngAx8Z4AMDBeAC5u3gAPC9zAEIwcwBKMnMAUzVzAFw5cwBlP3MAb0VzAHhMcwCCVHMAjF1zAJZmcwCgcHMAqXpzALGEcwC5jnMA
                wZdzAMehcwDNqnMA0bJzANW5cwDYwHMA2cVzANnJcwDZzXMA189zANTPcwDQz3MAy81zAMXKcwC+xnMAt8FzAK+7cwBFL24ATTBu
                AFUybgBeNW4AaDluAHE/bgB7RW4AhUxuAI9UbgCZXW4AomZuAKtwbgC0em4AvIRuAMOObgDJl24AzqFuANOqbgDWsm4A2LluANnA
                bgDZxW4A2MluANbNbgDTz24Az89uAMrPbgDDzW4AvMpuALXGbgCswW4Ao7tuAE8vaQBYMGkAYTJpAGo1aQB0OWkAfj9pAIhFaQCS
                TGkAnFRpAKVdaQCuZmkAtnBpAL56aQDFhGkAy45pANCXaQDUoWkA16ppANmyaQDZuWkA2cBpANjFaQDVyWkA0s1pAM3PaQDIz2kA
                wc9pALrNaQCyymkAqsZpAKHBaQCXu2kAWi9kAGQwZABtMmQAdzVkAIE5ZACLP2QAlUVkAJ5MZACoVGQAsF1kALhmZADAcGQAxnpk
                AMyEZADRjmQA1ZdkANehZADZqmQA2bJkANm5ZADXwGQA1MVkANHJZADMzWQAxs9kAMDPZAC4z2QAsM1kAKfKZACexmQAlcFkAIu7
                ZABmL18AcDBfAHoyXwCENV8AjjlfAJg/XwChRV8AqkxfALNUXwC7XV8AwmZfAMhwXwDOel8A0oRfANWOXwDYl18A2aFfANmqXwDZ
                sl8A17lfANTAXwDPxV8AyslfAMTNXwC9z18Ats9fAK7PXwClzV8Am8pfAJLGXwCIwV8AfrtfAHMvWgB9MFoAhzJaAJE1WgCaOVoA
                pD9aAK1FWgC1TFoAvVRaAMRdWgDKZloAz3BaANN6WgDWhFoA2I5aANmXWgDZoVoA2KpaANayWgDSuVoAzsBaAMnFWgDCyVoAu81a
                ALTPWgCrz1oAos9aAJnNWgCPyloAhcZaAHvBWgBxu1oAgC9VAIowVQCTMlUAnTVVAKY5VQCvP1UAt0VVAL9MVQDFVFUAy11VANBm
                VQDUcFUA13pVANmEVQDZjlUA2ZdVANihVQDVqlUA0bJVAM25VQDHwFUAwMVVALnJVQCxzVUAqc9VAJ/PVQCWz1UAjM1VAILKVQB4
                xlUAbsFVAGW7VQCML1AAljBQAKAyUACpNVAAsTlQALk/UADBRVAAx0xQAM1UUADRXVAA1WZQANhwUADZelAA2YRQANmOUADXl1AA
                1KFQANCqUADLslAAxblQAL7AUAC3xVAAr8lQAKbNUACdz1AAk89QAInPUAB/zVAAdcpQAGvGUABiwVAAWbtQAA==
                """,
            pixels: """
                gNA8ic88k808nco8psY8r8A8t7o8v7M8xas8y6I80Jk81I8814U82Xs82XE82Wg82F481VU80U08zUY8xz88wTo8uTY8sTI8qTA8
                oDA8ljA8jDI8gjU8eDk8bj48ZUQ8jNBBls9BoM1BqcpBscZBucBBwbpBx7NBzatB0aJB1ZlB2I9B2YVB2XtB2XFB12hB1F5B0FVB
                y01BxUZBvz9BtzpBrzZBpjJBnTBBkzBBiTBBfzJBdTVBbDlBYj5BWURBmdBGos9Gq81GtMpGvMZGw8BGybpGzrNG06tG1qJG2JlG
                2Y9G2YVG2HtG1nFG02hGz15GylVGw01GvUZGtT9GrDpGozZGmjJGkDBGhzBGfTBGczJGaTVGXzlGVj5GTkRGpdBLrs9Lts1LvspL
                xMZLysBL0LpL1LNL16tL2aJL2ZlL2Y9L2IVL1XtL0nFLzWhLyF5LwlVLuk1LskZLqj9LoTpLlzZLjjJLhDBLejBLcDBLZjJLXTVL
                VDlLSz5LQ0RLsNBQuM9QwM1QxspQzMZQ0cBQ1bpQ17NQ2atQ2aJQ2ZlQ149Q1YVQ0XtQzHFQxmhQwF5QuFVQsE1Qp0ZQnj9QlTpQ
                izZQgTJQdzBQbTBQYzBQWjJQUTVQSTlQQT5QOkRQutBVws9VyM1VzcpV0sZV1cBV2LpV2bNV2atV2aJV15lV1I9Vz4VVyntVxHFV
                vmhVtl5VrlVVpU1Vm0ZVkj9ViDpVfjZVdDJVajBVYTBVVzBVTzJVRzVVPzlVOT5VM0RVxNBays9az81a08pa1sZa2MBa2bpa2bNa
                2Kta1qJa0plazo9ayYVaw3tau3FatGhaq15aolVamU1aj0ZahT9aezpacTZaZzJaXjBaVTBaTDBaRDJaPTVaNzlaMT5aLURay9Bf
                0M9f1M1f18pf2cZf2cBf2bpf2LNf1atf0aJfzZlfx49fwYVfuXtfsXFfqWhfoF5fllVfjE1fgkZfeD9fbjpfZTZfWzJfUjBfSjBf
                QjBfOzJfNTVfMDlfLD5fKURf0dBk1c9k2M1k2cpk2cZk2cBk17pk1LNk0Ktky6JkxZlkv49kt4Vkr3tkpnFknWhkk15kiVVkf01k
                dUZkbD9kYjpkWTZkUDJkSDBkQDBkOjBkNDJkLzVkKzlkKD5kJkRk1tBp2M9p2c1p2cpp2MZp1sBp07ppz7Npyqtpw6JpvZlptY9p
                rIVpo3tpmnFpkGhph15pfVVpc01paUZpXz9pVjppTjZpRjJpPjBpODBpMjBpLjJpKjVpJzlpJj5pJkRp2dBu2c9u2c1u2Mpu1cZu
                0sBuzbpuyLNuwqtuuqJuspluqo9uoYVul3tujnFuhGhuel5ucFVuZk1uXUZuVD9uSzpuQzZuPDJuNjBuMTBuLDBuKTJuJzVuJjlu
                Jj5uJ0Ru2dBz2c9z181z1cpz0cZzzMBzxrpzwLNzuKtzsKJzp5lzno9zlYVzi3tzgXFzd2hzbV5zY1VzWk1zUUZzST9zQTpzOjZz
                NDJzLzBzKzBzKDBzJjJzJjVzJjlzJz5zKkRz2dB418941M14z8p4ysZ4xMB4vrp4trN4rqt4paJ4m5l4ko94iIV4fnt4dHF4amh4
                YV54V1V4T014R0Z4Pz94OTp4MzZ4LjJ4KjB4KDB4JjB4JjJ4JjV4KDl4Kz54LkR41tB90s99zs19ycp9w8Z9u8B9tLp9q7N9oqt9
                maJ9j5l9hY99e4V9cXt9Z3F9Xmh9VV59TFV9RE19PUZ9Nz99MTp9LTZ9KjJ9JzB9JjB9JjB9JjJ9KDV9Kzl9MD59NUR90dCCzc+C
                x82CwcqCucaCscCCqbqCoLOClquCjKKCgpmCeI+CboWCZXuCW3GCUmiCSl6CQlWCO02CNUaCMD+CLDqCKTaCJzKCJjCCJjCCJzCC
                KTKCLTWCMTmCNj6CPUSCy9CHxc+Hv82Ht8qHr8aHpsCHnbqHk7OHiauHf6KHdZmHbI+HYoWHWXuHUHGHSGiHQF6HOlWHNE2HL0aH
                Kz+HKDqHJjaHJjKHJjCHJzCHKjCHLjKHMjWHODmHPz6HRkSHw9CMvc+Mtc2MrMqMo8aMmsCMkLqMh7OMfauMc6KMaZmMX4+MVoWM
                TnuMRnGMPmiMOF6MMlWMLk2MKkaMJz+MJjqMJjaMJjKMKDCMKzCMLzCMNDKMOjWMQTmMSD6MUESMutCRss+Rqs2RocqRl8aRjsCR
                hLqRerORcKuRZqKRXZmRVI+RS4WRQ3uRPHGRNmiRMV6RLFWRKU2RJ0aRJj+RJjqRJzaRKTKRLDCRMDCRNTCRPDKRQzWRSjmRUz6R
                XESRsNCWp8+Wns2WlcqWi8aWgcCWd7qWbbOWY6uWWqKWUZmWSY+WQYWWOnuWNHGWL2iWK16WKFWWJk2WJkaWJj+WJzqWKjaWLTKW
                MjCWNzCWPjCWRTKWTTWWVTmWXj6WaESWpdCbm8+bks2biMqbfsabdMCbarqbYbObV6ubT6KbR5mbP4+bOYWbM3ubLnGbKmibKF6b
                JlWbJk2bJkabKD+bKzqbLjabMzKbOTCbPzCbRzCbTzKbWDWbYTmbaj6bdESbmdCgj8+ghc2ge8qgccagZ8CgXrqgVbOgTKugRKKg
                PZmgN4+gMYWgLXugKnGgJ2igJl6gJlWgJk2gKEagKz+gMDqgNTagOzKgQjCgSTCgUTCgWjKgZDWgbTmgdz6ggUSgjNClgs+leM2l
                bsqlZcalW8ClUrqlSrOlQqulO6KlNZmlMI+lLIWlKXulJ3GlJmilJl6lJ1WlKU2lLUalMT+lNjqlPTalRDKlSzClVDClXTClZjKl
                cDWlejmlhD6ljkSlf9Cqdc+qbM2qYsqqWcaqUMCqSLqqQLOqOquqNKKqL5mqK4+qKIWqJnuqJnGqJmiqJ16qKlWqLk2qMkaqOD+q
                PzqqRjaqTjKqVjCqYDCqaTCqczKqfTWqhzmqkT6qmkSqc9Cvac+vX82vVsqvTsavRsCvPrqvOLOvMquvLqKvKpmvJ4+vJoWvJnuv
                JnGvKGivK16vL1WvNE2vOkavQT+vSDqvUDavWTKvYjCvbDCvdjCvgDKvijWvlDmvnT6vpkSv
                """),
    ]

    /// Stills that Pillow reads and Tessera does not.
    static let refused: [SmallMedia] = [
        SmallMedia(
            name: "tiles.tif", width: 9, height: 7,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBBAABAAAACAAAAAMBBAABAAAAAQAAAAYBBAABAAAAAgAAABUBBAAB
                AAAAAwAAAEIBBAABAAAAEAAAAEMBBAABAAAAEAAAAEQBBAABAAAAjgAAAEUBBAABAAAAAAMAAAAAAAAAAAAAAAD/DRv6Gjb1J1Hw
                NGzrQYfmTqLhW73caNjXAAAAAAAAAAAAAAAAAAAAAAAAAAAAFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4AAAAAAAAAAAAAAAA
                AAAAAAAAAAAAKAbBNSG8Qjy3T1eyXHKtaY2odqijg8OekN6ZAAAAAAAAAAAAAAAAAAAAAAAAAAAAPAmiSSSdVj+YY1qTcHWOfZCJ
                iquEl8Z/pOF6AAAAAAAAAAAAAAAAAAAAAAAAAAAAUAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAZA9kcSpffkVai2BVmHtQpZZLsrFGv8xBzOc8AAAAAAAAAAAAAAAAAAAAAAAAAAAAeBJFhS1Akkg7n2M2rH4xuZksxrQn088i
                4OodAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAA
                """,
            pixels: """

                """),
        SmallMedia(
            name: "inside.tif", width: 9, height: 7,
            bytes: """
                SUkqAF4AAAD/2P/AABEIAAcACQNSEQBHEQBCEQD/2gAMA1IARwBCAAA/AKHhfwPH8nyrWR8LbcfufwqW/wDivNz87/ka7v8A4QeP
                +6te8/ZxWR/wteb++/5Gv//ZAAsAAAEDAAEAAAAJAAAAAQEDAAEAAAAHAAAAAgEDAAMAAADoAAAAAwEDAAEAAAAHAAAABgEDAAEA
                AAACAAAAEQEEAAEAAAAIAAAAFQEDAAEAAAADAAAAFgEDAAEAAAAHAAAAFwEEAAEAAABVAAAAHAEDAAEAAAABAAAAWwEHACEBAADu
                AAAAAAAAAAgACAAIAP/Y/9sAQwAIBgYHBgUIBwcHCQkICgwUDQwLCwwZEhMPFB0aHx4dGhwcICQuJyAiLCMcHCg3KSwwMTQ0NB8n
                OT04MjwuMzQy/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEG
                E1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4
                eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6
                /9k=
                """,
            pixels: """

                """),
        SmallMedia(
            name: "float.tif", width: 9, height: 7,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwABAAAAIAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAAB
                AAAAhgAAABYBBAABAAAABwAAABcBBAABAAAA/AAAABwBAwABAAAAAQAAAFMBAwABAAAAAwAAAAAAAAAAAAAAAABQQQAA0EEAABxC
                AABQQgAAgkIAAJxCAAC2QgAA0EIAAKBBAAAEQgAAOEIAAGxCAACQQgAAqkIAAMRCAADeQgAA+EIAACBCAABUQgAAhEIAAJ5CAAC4
                QgAA0kIAAOxCAAADQwAAEEMAAHBCAACSQgAArEIAAMZCAADgQgAA+kIAAApDAAAXQwAAJEMAAKBCAAC6QgAA1EIAAO5CAAAEQwAA
                EUMAAB5DAAArQwAAOEMAAMhCAADiQgAA/EIAAAtDAAAYQwAAJUMAADJDAAA/QwAATEMAAPBCAAAFQwAAEkMAAB9DAAAsQwAAOUMA
                AEZDAABTQwAAYEM=
                """,
            pixels: """

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
            name: "deep.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHEAIAAAFybhziAAABk0lEQVR4nAGIAXf+AAAAAAD6BWX408jSzQAy/Gnk5mkATnALxIBx
                gWx1qGzVtGjfjFk5ABl+NPLwN0x6ntbcmwBn7kC2dqOa6qqaYwcAJzgF4r07QLY61LNtWjRvxqmfc7KkuJ/RjTDZqpYDAHWoEaZD
                p48mRpg52aike4owC8IisHwmPdug5W4cbwAMvxp59R4mPU9r61A/u4Rd4YJZOblP17QAM/cgW7hUTXVVTa6GZvOKP6S4gHG/MZrq
                AFsvJj17inStWy9xvI4rkCFn7qepxRNeIACCZywfPsCb5WERNPK1Y5YDKyTO4cr1IVYAE5wC8dugIFsdata5LRo349HSOdlSXMzr
                Rphs1cgEU1eHTsMdYBahx742bNW8QLlPeZTWubRoADrUCNOe1keTI0yZ71RSPcWVCGERWD6QIW3QcreLOnqPjTCGU4dOp6mBbJQN
                wiJ8haDM3Jt3ngBiDA61YgxuyykuXSV7ikOnWD6ISV4gU1eVCHiZTnChx5MSSYmuhq2LRKK7RcgEP7vIBOJ9OtTYhrSp/Ayj3gAA
                AABJRU5ErkJggg==
                """,
            pixels: """
                DQzsIznjOmraUpvRaMnILhG4RD6wW2+nc6Ceic6VUheAaER4f3Vvl6ZmrdRdcxxNiUlEoHo8uKszzdgq
                """),
        SmallMedia(
            name: "bytes-clear.png", width: 5, height: 4,
            bytes: """
                iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHBAMAAAAotXpTAAAAMFBMVEXF4UO5v0SD0qd4uaqYmWOYe1Bkn7xXgr56YnN0RGpCYs8y
                QtRwIFtHE5YfJOIUA+Di9pAXAAAAEHRSTlMAECAwQFBgcICQoLDA0ODwVOCoyAAAADVJREFUeJwBKgDV/wH+7b+8ugIAz/39AAL9
                AM/PAALiHg4QAAIAwAD/4ALv/dDQAAIAwP3/AK69E5eHv2p5AAAAAElFTkSuQmCC
                """,
            pixels: """
                FAPgHyTiQmLPZJ+8g9KnFAPgMkLUV4K+eLmqg9KnRxOWdERqemJzmJljxeFDcCBbmHtQmHtQub9ExeFD
                """),
        SmallMedia(
            name: "offset.gif", width: 5, height: 4,
            bytes: """
                R0lGODdhDQAKAIMFAMXhQ7m/RIPSp3i5qpiZY5h7UGSfvFeCvnpic3REakJizzJC1HAgW0cTlh8k4hQD4CwCAAEACQAHAAAIOgAf
                OHCwQIECAwYECCyo4ICBAQoXFHQIUUCDiwgQECAgwGKDBBk3BgDAgEGCAgUIBBhZEmWBlQAABAQAOw==
                """,
            pixels: """
                xeFDHyTiQmLPZJ+8xeFDxeFDMkLUV4K+g9KnxeFDxeFDcCBbmHtQub9ExeFDxeFDxeFDxeFDxeFDxeFD
                """),
        SmallMedia(
            name: "no-alpha.bmp", width: 5, height: 4,
            bytes: """
                Qk0yAQAAAAAAADYAAAAoAAAACQAAAAcAAAABACAAAAAAAPwAAADEDgAAxA4AAAAAAAAAAAAA9lWJzsuB1urOeXHSFPjIof9yNHCd
                Ns6DKkWFRDMY838ezQhhz2U/nF3cGx0/yI8L27QLcSJXvgk9HYUkz8D0g2ND/vhZRy93RS+3s0cjUp9NeW5XLH4D/Vrh6XceeIk3
                V6Uh2AOn5SmBy23b8IVRcWf3HnoqEx+BIYiNlbIAoY1rI2uC2RtI/sMNY87r5DvKfDkhHsqVx3cD3EjRk4h6TXNShVdG5qJHLz7w
                uD8iH0GOxZL917KZTPonNEihMtffoaxw6VkRJgHyBt1/PAaP0qYZXiEMvfnM5UqL8QZBqaAmapWvr8285Qr5YpSTVl/GaidC1act
                qzk3UUUO
                """,
            pixels: """
                h1Kpo3R3bY9vfR6Ej1RXWoK0aYtYhlR+lztpZneIX2ltPXo/mHlQdW1qhZd+d3m/e7uEfXeFyVJqhWY7
                """),
        SmallMedia(
            name: "turned.tif", width: 5, height: 4,
            bytes: """
                SUkqAAgAAAALAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwADAAAAkgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB
                AAAAmAAAABIBAwABAAAAAwAAABUBAwABAAAAAwAAABYBBAABAAAABwAAABcBBAABAAAAvQAAABwBAwABAAAAAQAAAAAAAAAIAAgA
                CAAAAP8NG/oaNvUnUfA0bOtBh+ZOouFbvdxo2NcUA+AhHtsuOdY7VNFIb8xVisdipcJvwL1827goBsE1IbxCPLdPV7Jccq1pjah2
                qKODw56Q3pk8CaJJJJ1WP5hjWpNwdY59kImKq4SXxn+k4XpQDINdJ35qQnl3XXSEeG+Rk2qermWryWC45FtkD2RxKl9+RVqLYFWY
                e1CllkuysUa/zEHM5zx4EkWFLUCSSDufYzasfjG5mSzGtCfTzyLg6h0=
                """,
            pixels: """
                0t0rvK80pH09jEtGdh1PsNhgmqppgnhyakZ7VBiEjNKYdqShXnKqRkCzMBK8as3NVJ/WPG3fJDvoDg3x
                """),
        SmallMedia(
            name: "brightness.tif", width: 5, height: 4,
            bytes: """
                SUkqAOAAAACAB1/msYPEzENyGIrNYvGlkFk+LsqpBWlBRqAmLZJEgQus7DRvHIjtA2lphGk2rUyIFTmBKJkuKdGFddH4piVroEcM
                o+kteHkvK46HJQnBCpM1phCmdVngxr41F4UsNGjxbIgoKhCGNNn87I09ok/ndOHI5K8yG5hlY0i1YJggqJJlRKI8zodFno8oZGmt
                BKAvH1aFA8schHUZJxRkVHJ8sIBNGs5pY/GVJJEsI1SkpErgeIRli9ADZEK4knpVFw2qY3l9QoIop1LERMKkbJReChIM8NouAgAM
                AAABAwABAAAACQAAAAEBAwABAAAABwAAAAIBAwADAAAAdgEAAAMBAwABAAAABQAAAAYBAwABAAAABgAAABEBBAABAAAACAAAABUB
                AwABAAAAAwAAABYBAwABAAAABwAAABcBBAABAAAA1wAAABwBAwABAAAAAQAAABICAwACAAAAAQABABQCBQAGAAAAfAEAAAAAAAAI
                AAgACAAAAAAAAQAAAP8AAAABAAAAgAAAAAEAAAD/AAAAAQAAAIAAAAABAAAA/wAAAAEAAAA=
                """,
            pixels: """
                DQ3vIzvnOm3dU5/Uac3MLhK7RECyXHKqdaSfi9KXUxiCaUZ6gXhwmapnsNlfdB1Oi0tFo3w8u68z0d0q
                """),
        SmallMedia(
            name: "pages.tif", width: 5, height: 4,
            bytes: """
                SUkqAAgAAAAKAAABBAABAAAACQAAAAEBBAABAAAABwAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAAB
                AAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAABwAAABcBBAABAAAAvQAAABwBAwABAAAAAQAAAFgBAAAIAAgACAAAAP8NG/oaNvUn
                UfA0bOtBh+ZOouFbvdxo2NcUA+AhHtsuOdY7VNFIb8xVisdipcJvwL1827goBsE1IbxCPLdPV7Jccq1pjah2qKODw56Q3pk8CaJJ
                JJ1WP5hjWpNwdY59kImKq4SXxn+k4XpQDINdJ35qQnl3XXSEeG+Rk2qermWryWC45FtkD2RxKl9+RVqLYFWYe1CllkuysUa/zEHM
                5zx4EkWFLUCSSDufYzasfjG5mSzGtCfTzyLg6h0AAAAAAAAASUkqAAgAAAAKAAABBAABAAAAAwAAAAEBBAABAAAAAgAAAAIBAwAD
                AAAA1gEAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAA3AEAABUBAwABAAAAAwAAABYBBAABAAAAAgAAABcBBAABAAAA
                EgAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAqIc5QcL92v7BqK2yQel22yU4AAA==
                """,
            pixels: """
                Dg3xJDvoPG3fVJ/Was3NMBK8RkCzXnKqdqShjNKYVBiEakZ7gnhymqppsNhgdh1PjEtGpH09vK800t0r
                """),
        SmallMedia(
            name: "moving.webp", width: 5, height: 4,
            bytes: """
                UklGRjQDAABXRUJQVlA4WAoAAAASAAAACAAABgAAQU5JTQYAAAAAAAAAAABBTk1GgAEAAAAAAAAAAAgAAAYAAAAAAAJWUDhMZwEA
                AC8IgAEQ9+HGAgBS+dr9q8m4hG1Nbc3NtWo1DmAeoddmj7auYF7EaQAAaJK2BzS5W8Whktap7i4fcIClHUB1i3aAuzsfcIAbAQAI
                5QVnZNt6wc194FptbU3trq3+oMne/AXXZmNU2LZtm7PipHsELtjQG7PhXfEiOvw7vpd/Nyjg4lIbEYuOecc1rXNenUnGs1gagvDJ
                JZxrVa1OPLTK1avP9d9dW0wuf6m8atruqw9Lpm5C3buv2Y2YrExBDBNgdJwuAqX0136B6RRkwExMMEvZOKzvlO5plcGxW+tNKG62
                Z0SDBPHN0DdgBInajsXKOF/qSud2JApnvBVGwaLwGHBOXpAkwuL19A49Lhbranviwsz8wHbuP3MZVjMZsPu3kOgSYFaGsl2uoRUw
                DACwaHbZtm3bRfQ/7rw84mahEYHfT+DMeIeZoyhzNfPptpdE/t+3VSa9FrWSW4rCGkSEjzFcU6EGrKsAAEFOTUaAAQAAAAAAAAAA
                CAAABgAAAAAAAlZQOExnAQAALwiAARD34cYCAFL52v2rybiEbU1tzc21ajUOYB6h12aPtq5gXsRpAABokrYHNLlbxaGS1qnuLh9w
                gKUdQHWLdoC7Ox9wgBsBAAjlBWdk23rBzX3gWm1tTe2urf6gyd78BddmY1TYtm2bs+KkewQu2NAbs+Fd8SI6/Du+l383KODiUhsR
                i455xzWtc16dScazWBqC8MklnGtVrU48tMrVq8/1311bTC5/qbxq2u6rD0umbkLdu6/ZjZisTEEME2B0nC4CpfTXfoHpFGTATEww
                S9k4rO+U7mmVwbFb600obrZnRIME8c3QN2AEidqOxco4X+pK53YkCme8FUbBovAYcE5ekCTC4vX0Dj0uFutqe+LCzPzAdu4/cxlW
                Mxmw+7eQ6BJgVoayXa6hFTAMALBodtm2bdtF9D8Qemnio8zvDp8dcO688DE1J4ujibX970eJZ+sbuVLWK2WV8YQEpMFoqrhsoBbT
                NQAA
                """,
            pixels: """
                kEegqHt5grZ+cSBz0oglaKK4aZNNklCHnCRzepWRalNmJWwzfnxTXGWIcpGZkmbZhaieaZmc5F14o1lB
                """),
        SmallMedia(
            name: "moving-plain.webp", width: 5, height: 4,
            bytes: """
                UklGRpgBAABXRUJQVlA4WAoAAAASAAAACAAABgAAQU5JTQYAAAAAAAAAAABBTk1GsAAAAAAAAAAAAAgAAAYAAAAAAAJWUDhMmAAA
                AC8IgAEA96GQkSRpPRaj/daqIc5kOO5jMBMwaVBAxyWCNlKj4hzhCKVn4k0A2/yrbduGGd0S3VHz9480AGkAlAAAJYDSXLl8pbmy
                e0etbUofgB/OhXdzpgFIo3+AYQCARbPLtm3bLqL/ASAEI1lRc2CUoHnF9FOc4iTdjYqWEVQryOphkQ0vLrtpO+0wb8b1uN+k6uf9
                er4fQU5NRrQAAAAAAAAAAAAIAAAGAAAAAAAAVlA4TJwAAAAvCIABEL+hkJEk6TwWY60Ooq0a4kzG4z4FtW3bsDjuUxQykiRRrFEb
                rdEatcRI7D3zrzZtA2Z16h3j/vqVRbdk0S1CmxMIZUEgJEQgRDA5CISElpvQZ2AfykKIQOj6mEX9AgNJkgxHz7Zt29cR/Y/A1mSw
                NEkUsWtC5Bmqr9MQuiJw69SW8CxVOvd5QBY5xnsfG7oq8f/vubCMTQ4=
                """,
            pixels: """
                Dg3xJDvoPG3fVJ/Was3NMBK8RkCzXnKqdqShjNKYVBiEakZ7gnhymqppsNhgdh1PjEtGpH09vK800t0r
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
                GwHUHAPTHgjSIhDRJhnPKiLOLinMMjHLNjnJOUHIPUnGQVHFRVjDSGDCTGjAUHC/VHi+WIC8W4i7X4+5Y5e4Z5+2aqe1bq+zcrey
                dr6wesevftCtgtishN2rhd+qWwtyXA1xXhJwYhpvZiNtaixsbjNqcjtpdkNneUtmfVNkgVtjhWJhiGpgjHJekHpdlIJcmIpam5JZ
                n5lXo6FWp6lUqrFTrrlRssFQtshOutFNvtpLwuJKxOdJxelI
                """),
        SmallMedia(
            name: "8x2", width: 8, height: 2,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                HQbTKyTNOkLHSWHCV3+8Zp63dbyxg9qrXRBxay5rekxliWtgl4lapqhVtcZPw+RJ
                """),
        SmallMedia(
            name: "3x1", width: 3, height: 1,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                SiadcHWOlsR/
                """),
        SmallMedia(
            name: "200x1", width: 200, height: 1,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                OgajOgajOwajOwajOwaiOweiOweiOweiOwiiPAiiPAmiPAmiPAqiPQuiPQyiPgyhPg2hPw6hPw+hQBGhQBKgQROgQhSgQhagQxef
                RBmfRBqfRRyfRh2eRh+eRyCeSCKdSCOdSSSdSiWdSiedSyicSymcTCqcTSucTS2bTi6bTi+bTzCbUDKaUDOaUTSaUTWaUjaaUjiZ
                UzmZVDqZVDuZVT2YVT6YVj+YV0CYV0GYWEOXWESXWUWXWUaXWkeWW0mWW0qWXEuWXEyWXU6VXk+VXlCVX1GVX1KUYFSUYFWUYVaU
                YleUYliTY1qTY1uTZFyTZV2SZV+SZmCSZmGSZ2KRaGORaGWRaWaRaWeRamiQammQa2uQbGyQbG2PbW6PbXCPbnGPb3KPb3OOcHSO
                cHaOcXeOcXiNcnmNc3qNc3yNdH2NdH6MdX+MdoGMdoKMd4OLd4SLeIWLeIeLeYiLeomKeoqKe4uKe42KfI6JfY+JfZCJfpKJfpOI
                f5SIgJWIgJaIgZiIgZmHgpqHgpuHg5yHhJ6GhJ+GhaCGhaGGhqOGh6SFh6WFiKaFiKeFiamEiaqEiquEi6yEi62EjK+DjLCDjbGD
                jrKDjrSCj7WCj7aCkLeCkLiCkbqBkruBkryBk72Bk7+AlMCAlcGAlcKAlsN/lsV/l8Z/mMd/mMh/mcp+mst+ms1+m859nNB9nNF9
                ndN9ntR8ntZ8n9d8oNh8oNl7odt7odx7ot17ot57o956o996pOB6pOF6pOF6pOJ6peJ6peN6peN6peN6peR6peR5peR5puR5puR5
                """),
        SmallMedia(
            name: "1x90", width: 1, height: 90,
            bytes: """
                AAD/DRv6Gjb1J1HwNGzrQYfmTqLhW73caNjXFAPgIR7bLjnWO1TRSG/MVYrHYqXCb8C9fNu4KAbBNSG8Qjy3T1eyXHKtaY2odqij
                g8OekN6ZPAmiSSSdVj+YY1qTcHWOfZCJiquEl8Z/pOF6UAyDXSd+akJ5d110hHhvkZNqnq5lq8lguORbZA9kcSpffkVai2BVmHtQ
                pZZLsrFGv8xBzOc8eBJFhS1Akkg7n2M2rH4xuZksxrQn088i4Ood
                """,
            pixels: """
                MmzvMmzvMmzuMmzuM2ztM2zsNGzrNWzqNmzoN2zmOW3kOm3iPG3fPW3cP27aQW7XQ27URW/RR2/OSG/LSm/JS3DHTXDET3DCUHC/
                UnC9U3G7VXG4VnG2WHGzWXKxW3KvXXKsXnKqYHOnYXOlY3OiZHOgZnOeZ3SbaXSZa3SWbHSUbnWSb3WPcXWNcnWKdHaIdXaGd3aD
                eXaBend+fHd8fXd6f3d3gHd1gnhyg3hwhXhth3hriHlpinlmi3lkjXlhjnpfkHpdkXpak3pYlXpVlntTmHtRmXtOm3tLnXxIn3xF
                oXxCo31ApH09pn06p304qX42qn40q34yrH4xrX4wrX4vrn4urn4urn4trn4t
                """),
    ]
}
