/// The demo's films, all invented: the first fifteen.
enum DemoMovies1 {
    static let json = #"""
        [
          {"id":"film-01","title":"Monsoon Line","languages":["hi","ta","te"],
           "formats":["2D","IMAX"],
           "certificate":"UA","genres":["drama","thriller"],"duration_min":151,"popularity":100,
           "synopsis":"A signal keeper on the flooded Konkan line has one night to stop a \#
        train that nobody else believes is coming."},
          {"id":"film-02","title":"The Last Ferry to Majuli","languages":["bn","hi"],
           "formats":["2D"],
           "certificate":"U","genres":["drama","family"],"duration_min":118,"popularity":34,
           "synopsis":"Three generations of a ferry family argue, cook and set out once \#
        more before the new bridge opens."},
          {"id":"film-03","title":"Bengaluru Midnight","languages":["kn","hi","te"],
           "formats":["2D"],
           "certificate":"A","genres":["thriller","crime"],"duration_min":132,"popularity":61,
           "synopsis":"A night-shift coder finds his own voice on an emergency call that \#
        has not been made yet."},
          {"id":"film-04","title":"Chaar Chabi","languages":["hi"],"formats":["2D"],
           "certificate":"UA","genres":["comedy","heist"],"duration_min":139,"popularity":78,
           "synopsis":"Four retired locksmiths, one stolen temple lock, and a wedding that \#
        must not be late."},
          {"id":"film-05","title":"Suryadhwaj","languages":["te","hi","ta","kn","ml"],
           "formats":["2D","3D","IMAX","4DX"],
           "certificate":"UA","genres":["action","epic"],"duration_min":172,"popularity":120,
           "synopsis":"The standard bearer of a fallen kingdom carries its last flag across \#
        the Deccan."},
          {"id":"film-06","title":"Neelambari","languages":["ml","ta"],"formats":["2D"],
           "certificate":"U","genres":["romance","music"],"duration_min":127,"popularity":52,
           "synopsis":"A violinist who lost her hearing teaches a fisherman's son the raga \#
        she can only remember."},
          {"id":"film-07","title":"Ek Cutting Aur","languages":["mr","hi"],"formats":["2D"],
           "certificate":"U","genres":["comedy","drama"],"duration_min":121,"popularity":45,
           "synopsis":"The tea stall outside a shut textile mill becomes the town's \#
        unlikely parliament."},
          {"id":"film-08","title":"Kaala Paani 1906","languages":["hi","ta","bn"],
           "formats":["2D","IMAX"],
           "certificate":"A","genres":["historical","drama"],"duration_min":158,"popularity":66,
           "synopsis":"Two prisoners on the Andamans plan an escape with nothing but a \#
        smuggled almanac."},
          {"id":"film-09","title":"Robot Raja Returns","languages":["ta","te","hi","en"],
           "formats":["2D","3D","4DX"],
           "certificate":"U","genres":["family","science_fiction"],
           "duration_min":134,"popularity":84,
           "synopsis":"A clumsy palace robot wakes up after forty years and decides that he \#
        is king."},
          {"id":"film-10","title":"Gir","languages":["gu","hi","en"],"formats":["2D","IMAX"],
           "certificate":"U","genres":["documentary","nature"],"duration_min":96,"popularity":38,
           "synopsis":"A year with the last wild lions of Asia and the herders who live \#
        beside them."},
          {"id":"film-11","title":"Phulkari","languages":["pa","hi"],"formats":["2D"],
           "certificate":"U","genres":["romance","comedy"],"duration_min":129,"popularity":57,
           "synopsis":"A Ludhiana dress designer and her rival are booked for the same \#
        wedding, as bride and groom."},
          {"id":"film-12","title":"The Cartographer's Daughter","languages":["en","hi"],
           "formats":["2D"],
           "certificate":"UA","genres":["adventure"],"duration_min":124,"popularity":49,
           "synopsis":"She inherits a map of a valley that the Survey of India says is not \#
        there."},
          {"id":"film-13","title":"Vetri Nagar 600017","languages":["ta","te"],"formats":["2D"],
           "certificate":"UA","genres":["action","drama"],"duration_min":147,"popularity":73,
           "synopsis":"A retired boxer opens a gym on the street that once paid him to \#
        lose."},
          {"id":"film-14","title":"Half Past Howrah","languages":["bn"],"formats":["2D"],
           "certificate":"U","genres":["mystery"],"duration_min":112,"popularity":41,
           "synopsis":"A clock mender is asked why the station's great clock stops on the \#
        same minute every year."},
          {"id":"film-15","title":"Zero Gravity Thali","languages":["hi","en"],
           "formats":["2D","3D"],
           "certificate":"U","genres":["comedy","science_fiction"],
           "duration_min":116,"popularity":55,
           "synopsis":"India's first space cook has ninety seconds to save dinner and eight \#
        hours to save the crew."}
        ]
        """#
}
