/// What Python's zlib has made of `WARCFormatTests.page`, in Base64, so that what unpacks it is not tested by itself.
enum PackedPages {
  static let gzip =
    "H4sIAAAAAAACA2WQMW7DMAxFr/IPUNTILngJUHQqOuQCTETXamXRoKgYBnr40lG2TgTJ//6nFGZb8hhmpjgGS5Z5fCe9SlPE"
    + "xhWaKuMXb9+iEZ9SLQxdFYbOXCXuzp/+Y644jWEdLzNjFTXcpJVbypAJH243071AyZURyWoHpeDiNdL+AioR5vDEqjtyKr6v"
    + "lI4hGSZS7zdpOWKSnGV7DcN6BJ6Vt3qk2KzMT3BhQyoPP75zSeULJjDKPyC/27AdpslcSKW6ox7apV/x7FDbsrD2nKG/fHh8"
    + "4B9sZMQpRwEAAA=="
  static let members =
    "H4sIAAAAAAACA2WMQQrCMBBFr/IPIEj3IUtxJS56gWmTkEjMlMlEKXh4R7p0Nfz/3xuX9Vm9y5GCd1q0Rn8lWXgIwogdUnrE"
    + "B5cHS8Cdu7rzQbnz4SwcdvOnf82IybvNzzliY1GsPNpaKjjhZu8yvRqEjAwo2g+RG2a7gfYTqAWoySmK7Kil2d6p/EpSJBLL"
    + "bx41IPEX+dYrEMgAAAAfiwgAAAAAAAIDNc3dCcMwEAPgVTRAaBYIfukkF3KpTe8n2JeYbl+X0Cch8YFEvD+W+UjLkZ6Ve4Pv"
    + "iFyZIcW4QTlQbEwMvtiKvRCOIHmDVj8DPdMQMSBZw+71Z3UC2fZvaKcq1/tnXn37jMihkr6WHB47fwAAAA=="
  static let zlib =
    "eNplkDFuwzAMRa/yD1DUyC54CVB0KjrkAkxE12pl0aCoGAZ6+NJRtk4Eyf/+pxRmW/IYZqY4BkuWeXwnvUpTxMYVmirjF2/f"
    + "ohGfUi0MXRWGzlwl7s6f/mOuOI1hHS8zYxU13KSVW8qQCR9uN9O9QMmVEclqB6Xg4jXS/gIqEebwxKo7ciq+r5SOIRkmUu83"
    + "aTlikpxlew3DegSelbd6pNiszE9wYUMqDz++c0nlCyYwyj8gv9uwHabJXEiluqMe2qVf8exQ27Kw9pyhv3x4fOAfcYdzsg=="
  static let deflate =
    "ZZAxbsMwDEWv8g9Q1MgueAlQdCo65AJMRNdqZdGgqBgGevjSUbZOBMn//qcUZlvyGGamOAZLlnl8J71KU8TGFZoq4xdv36IR"
    + "n1ItDF0Vhs5cJe7On/5jrjiNYR0vM2MVNdyklVvKkAkfbjfTvUDJlRHJagel4OI10v4CKhHm8MSqO3Iqvq+UjiEZJlLvN2k5"
    + "YpKcZXsNw3oEnpW3eqTYrMxPcGFDKg8/vnNJ5QsmMMo/IL/bsB2myVxIpbqjHtqlX/HsUNuysPacob98eHzgHw=="
  /// 64 MiB of blanks, packed twice.
  static let bomb =
    "H4sIAAAAAAACA+3coU5CcRTA4atcNqebQHAGg7f6BhQGGMgGzc4HMJqFMZPZ+QQEHsCN5mx2gtp4AJJjJN3Vex/jf74vnXzi"
    + "2dnv9HEvq+w21m+TahgXT79nx/P9DAAAAEjc+Gva2KmGovwYXVwBAAAAqbtpHeb1UeDn+mRoHQAAAJC8h163XX8IfN/f5tYB"
    + "AAAAyTvargb1LeC9fOlc2gcAAAAk71MwAAAAAEIRDAAAAIBYBAMAAAAgFsEAAAAACEYwAAAAAGIRDAAAAIBYBAMAAAAgFsEA"
    + "AAAACEYwAAAAAGIRDAAAAIBYZr1uUT0GtDflXf+8mQEAABDJ4mC9fH3+H/I/cvMIyuP+AAA="
}
