/// The demo's cities: real places, with the languages they watch in and what a ticket costs there
/// in percent of the usual.
enum DemoCities {
    static let json = #"""
        [
          {"id":"mumbai","name":"Mumbai","region":"Maharashtra","timezone":"Asia/Kolkata",
           "code":"mu","price_percent":130,"languages":["hi","mr","en","gu"]},
          {"id":"delhi","name":"Delhi","region":"Delhi","timezone":"Asia/Kolkata",
           "code":"de","price_percent":125,"languages":["hi","en","pa"]},
          {"id":"bengaluru","name":"Bengaluru","region":"Karnataka","timezone":"Asia/Kolkata",
           "code":"be","price_percent":125,"languages":["kn","en","hi","ta","te"]},
          {"id":"hyderabad","name":"Hyderabad","region":"Telangana","timezone":"Asia/Kolkata",
           "code":"hy","price_percent":110,"languages":["te","hi","en"]},
          {"id":"chennai","name":"Chennai","region":"Tamil Nadu","timezone":"Asia/Kolkata",
           "code":"ch","price_percent":105,"languages":["ta","en","te","hi"]},
          {"id":"kolkata","name":"Kolkata","region":"West Bengal","timezone":"Asia/Kolkata",
           "code":"ko","price_percent":100,"languages":["bn","hi","en"]},
          {"id":"pune","name":"Pune","region":"Maharashtra","timezone":"Asia/Kolkata",
           "code":"pu","price_percent":110,"languages":["mr","hi","en"]},
          {"id":"ahmedabad","name":"Ahmedabad","region":"Gujarat","timezone":"Asia/Kolkata",
           "code":"ah","price_percent":95,"languages":["gu","hi","en"]},
          {"id":"jaipur","name":"Jaipur","region":"Rajasthan","timezone":"Asia/Kolkata",
           "code":"ja","price_percent":85,"languages":["hi","en"]},
          {"id":"kochi","name":"Kochi","region":"Kerala","timezone":"Asia/Kolkata",
           "code":"kc","price_percent":95,"languages":["ml","en","ta","hi"]},
          {"id":"lucknow","name":"Lucknow","region":"Uttar Pradesh","timezone":"Asia/Kolkata",
           "code":"lu","price_percent":85,"languages":["hi","en"]},
          {"id":"chandigarh","name":"Chandigarh","region":"Chandigarh","timezone":"Asia/Kolkata",
           "code":"cg","price_percent":95,"languages":["pa","hi","en"]},
          {"id":"indore","name":"Indore","region":"Madhya Pradesh","timezone":"Asia/Kolkata",
           "code":"in","price_percent":80,"languages":["hi","en"]},
          {"id":"bhubaneswar","name":"Bhubaneswar","region":"Odisha","timezone":"Asia/Kolkata",
           "code":"bh","price_percent":75,"languages":["or","hi","en"]}
        ]
        """#
}
